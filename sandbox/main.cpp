// tributary-sandbox: a local Twilio and the phones of its customers, so that anyone can try everything without an account.
#include <cstdio>
#include <exception>

#include "sandbox/doors.h"

namespace {

using namespace tributary;

int serve(const sandbox::Options& options) {
  sandbox::Loop loop;
  sandbox::Parts parts(loop, options);
  sandbox::Doors doors(parts);
  http::Server server(loop.context(), doors.door());
  server.listen(options.address, options.port);
  std::printf("The sandbox phones are at http://%s:%u/\n", options.address == "127.0.0.1" ? "localhost" : options.address.c_str(), unsigned{options.port});
  std::fflush(stdout);
  parts.delivery.resume_all();
  loop.run([&] {
    parts.webhooks.stop();
    parts.phones.save();
    loop.stop();
  });
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    return serve(sandbox::parse_options(count, words));
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "tributary-sandbox: %s\n", problem.what());
    return 1;
  }
}
