#pragma once
// DIR/control.sock (0600): how the command line speaks to the serving process. One JSON
// line {"words":[…],"secret":"…"} in, one {"ok":…,"text":"…"} out.
#include <memory>
#include <optional>
#include <string>

#include "relay/app/commands.h"

namespace tributary::app {

class Control {
 public:
  explicit Control(host::House&);
  ~Control();  // removes the socket file

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// Asks the process that serves this folder. None: nobody does.
std::optional<Said> ask_serving(const std::string& data_folder, const Asked&);

}  // namespace tributary::app
