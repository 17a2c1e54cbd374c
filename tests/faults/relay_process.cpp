#include "tests/faults/relay_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace tributary::faults {

namespace {

constexpr int start_ms_max = 180'000;

[[noreturn]] void give_up(const std::string& doing) { throw std::runtime_error(doing + ": " + std::strerror(errno)); }

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

// Its standard output and error come back through the pipe.
pid_t spawn(std::vector<std::string> words, std::vector<std::string> environment, int& output) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) give_up("pipe");
  const pid_t child = ::fork();
  if (child < 0) give_up("fork");
  if (child == 0) {
    ::dup2(ends[1], 1);
    ::dup2(ends[1], 2);
    const auto arguments = pointers(words), variables = pointers(environment);
    ::execve(arguments[0], arguments.data(), variables.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  output = ends[0];
  return child;
}

}  // namespace

Folder::Folder() {
  std::string pattern = "/dev/shm/tributary-faults-XXXXXX";
  if (!::mkdtemp(pattern.data())) give_up("A folder in /dev/shm");
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code none;
  std::filesystem::remove_all(path_, none);
}

Shared::Shared(std::string file) : file_(std::move(file)) {
  const int handle = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (handle < 0 || ::ftruncate(handle, sizeof(Control)) != 0) give_up(file_);
  void* page = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
  ::close(handle);
  if (page == MAP_FAILED) give_up(file_);
  page_ = static_cast<Control*>(page);
}

Shared::~Shared() { ::munmap(page_, sizeof(Control)); }

void Shared::arm(Call call, Deed deed, const std::string& file, std::int64_t countdown, int error, bool for_good) {
  page_->armed = 0;
  Control fresh{};
  fresh.call = static_cast<std::int32_t>(call);
  fresh.deed = static_cast<std::int32_t>(deed);
  fresh.error = error;
  fresh.for_good = for_good;
  fresh.countdown = countdown;
  std::snprintf(fresh.file, sizeof fresh.file, "%s", file.c_str());
  *page_ = fresh;
  __atomic_store_n(&page_->armed, 1, __ATOMIC_SEQ_CST);
}

std::vector<std::string> RelayProcess::environment() const {
  const std::string provider = "127.0.0.1:" + std::to_string(settings_.provider_port);
  std::vector<std::string> all = {
      "PATH=/usr/bin:/bin", std::string("PLATFORM_TWILIO_ACCOUNT_SID=") + account_sid, std::string("PLATFORM_TWILIO_AUTH_TOKEN=") + auth_token,
      std::string("PLATFORM_TWILIO_SMS_NUMBER=") + our_number, std::string("TRIBUTARY_PUBLIC_URL=") + public_url,
      "TWILIO_API_BASE=http://" + provider, "MEDIA_HOSTS_ALLOWED=" + provider, "TRIBUTARY_BALLAST_BYTES=0",
      // A build with sanitizers is told that our library comes before theirs, and that a killed process owes nothing.
      "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0", "TRIBUTARY_PLANTED_BUG=" + std::to_string(programs_.planted)};
  if (settings_.control) {
    all.push_back("LD_PRELOAD=" + programs_.library + (settings_.memory ? ":" + programs_.memory_library : ""));
    all.push_back(std::string(folder_variable) + "=" + settings_.data);
    all.push_back(std::string(control_variable) + "=" + settings_.control->file());
    if (!settings_.trace.empty()) all.push_back(std::string(trace_variable) + "=" + settings_.trace);
  }
  return all;
}

RelayProcess::RelayProcess(const Programs& programs, Settings settings) : programs_(programs), settings_(std::move(settings)) {
  child_ = spawn({programs_.relay, "serve", "--data", settings_.data, "--listen", "127.0.0.1:0"}, environment(), output_);
  listen_for_port();
}

RelayProcess::~RelayProcess() {
  if (!ended_) {
    signal(SIGKILL);
    wait();
  }
  ::close(output_);
}

void RelayProcess::listen_for_port() {
  constexpr const char* words = "listening on http://127.0.0.1:";
  while (port_ == 0) {
    pollfd wanted{output_, POLLIN, 0};
    if (::poll(&wanted, 1, start_ms_max) <= 0) throw std::runtime_error("The relay neither serves nor ends: " + said_);
    char bytes[4096];
    const ssize_t count = ::read(output_, bytes, sizeof bytes);
    if (count <= 0) return;
    said_.append(bytes, static_cast<std::size_t>(count));
    const std::size_t at = said_.find(words);
    if (at != std::string::npos && said_.find('\n', at) != std::string::npos) port_ = static_cast<std::uint16_t>(std::atoi(said_.c_str() + at + std::strlen(words)));
  }
}

void RelayProcess::signal(int number) {
  if (!ended_) ::kill(child_, number);
}

bool RelayProcess::has_ended() {
  if (ended_) return true;
  int status = 0;
  if (::waitpid(child_, &status, WNOHANG) != child_) return false;
  ended_ = true;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return true;
}

int RelayProcess::wait() {
  char bytes[4096];  // its words end when it does, and may still lie there when somebody else saw it end
  for (ssize_t count; (count = ::read(output_, bytes, sizeof bytes)) > 0;) said_.append(bytes, static_cast<std::size_t>(count));
  if (ended_) return status_;
  int status = 0;
  if (::waitpid(child_, &status, 0) != child_) give_up("waitpid");
  ended_ = true;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return status_;
}

std::string RelayProcess::command(const std::vector<std::string>& words) {
  std::vector<std::string> all = {programs_.relay};
  all.insert(all.end(), words.begin(), words.end());
  all.insert(all.end(), {"--data", settings_.data});
  int output = -1;
  const pid_t child = spawn(all, {"PATH=/usr/bin:/bin", "ASAN_OPTIONS=detect_leaks=0"}, output);
  std::string said;
  char bytes[4096];
  for (ssize_t count; (count = ::read(output, bytes, sizeof bytes)) > 0;) said.append(bytes, static_cast<std::size_t>(count));
  ::close(output);
  int status = 0;
  ::waitpid(child, &status, 0);
  return said;
}

}  // namespace tributary::faults
