#include "web/app/app.h"

int main() {
  static tributary::app::App app;  // lives as long as the page
  tributary::platform::run(app);
  return 0;
}
