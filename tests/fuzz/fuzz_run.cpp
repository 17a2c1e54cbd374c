// Replays every corpus and then bends its inputs for a while from a seed: a finding repeats, under any compiler.
//   fuzz [--seconds N] [--seed N] [--target NAME] [--corpus DIR] [--jobs N] [--input FILE]
// clang's guided search over the same targets: tests/fuzz/guided.cpp, docs/fuzzing.md.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/fuzz/targets.h"

namespace tributary::fuzz {

const std::vector<Target>& targets() {
  static const std::vector<Target> all{
      {"http_head", "F1", http_head, 4096}, {"twilio_form", "F2", twilio_form, 4096}, {"twilio_answer", "F3", twilio_answer, 4096}, {"api_body", "F4", api_body, 4096},
      {"sync_frames", "F5", sync_frames, 4096}, {"ws_frames", "F6", ws_frames, 2048}, {"blanks", "F11", blanks, 4096}, {"search_words", "F12", search_words, 1000},
      {"log_records", "F15", log_records, 4096}, {"backup_manifest", "F15", backup_manifest, 4096}, {"state_head", "F15", state_head, 256}, {"client_decoder", "F17", client_decoder, 4096}};
  return all;
}

#ifndef TRIBUTARY_GUIDED

namespace {

namespace fs = std::filesystem;

struct Options { double seconds = 5; std::uint64_t seed = 42; std::string target, corpus = std::string(TRIBUTARY_ROOT) + "/tests/fixtures/fuzz", input; int jobs = 2; };

struct Dice {  // splitmix64
  std::uint64_t state;
  std::uint64_t roll() {
    std::uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
  }
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(roll() % n); }
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> corpus_of(const Options& options, const Target& target) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(options.corpus) / target.name))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());  // the same order on every machine
  std::vector<std::string> inputs;
  for (const auto& file : files) inputs.push_back(read(file).substr(0, target.bytes_max));
  return inputs;
}

std::string bent(std::string bytes, const std::vector<std::string>& corpus, Dice& dice, std::size_t bytes_max) {
  static const std::vector<std::string> spices{"\"", "{", "}", "[", "]", "\\", "\\u0000", "\\ud800", "null", "-1", "99999999999999999999", "1e400", "%00", "%FF", "&", "=", "\r\n", "\n", "{{", "}}", ":", "\xc0\x80", "\xf0\x9f", std::string(1, '\0')};
  for (std::size_t times = 1 + dice.below(5); times > 0; --times) {
    const std::size_t at = dice.below(bytes.size() + 1);
    const std::string& other = corpus[dice.below(corpus.size())];
    switch (dice.below(8)) {
      case 0: if (at < bytes.size()) bytes[at] = static_cast<char>(dice.roll()); break;
      case 1: bytes.erase(at, 1 + dice.below(16)); break;
      case 2: bytes.insert(at, 1, static_cast<char>(dice.roll())); break;
      case 3: bytes.insert(at, spices[dice.below(spices.size())]); break;
      case 4: if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ 1 << dice.below(8)); break;
      case 5: bytes.insert(at, bytes.substr(dice.below(bytes.size() + 1), dice.below(80))); break;
      case 6: bytes = bytes.substr(0, at) + other.substr(dice.below(other.size() + 1)); break;
      default: bytes.insert(at, other.substr(dice.below(other.size() + 1), dice.below(120)));
    }
  }
  return bytes.substr(0, bytes_max);
}

// What is being tried lies in a file before it is tried by way of this buffer: whatever kills us, it can be written down.
std::string current;
std::string finding_path;

void write_finding(int signal) {
  if (std::FILE* out = std::fopen(finding_path.c_str(), "wb")) {
    std::fwrite(current.data(), 1, current.size(), out);
    std::fclose(out);
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void attempt(const Target& target, std::string input) {
  current = std::move(input);
  target.run(current);
}

// In a process of its own, so that a finding ends one target and the others go on.
int play(const Options& options, const Target& target) {
  finding_path = (fs::temp_directory_path() / ("tributary-fuzz-" + std::string(target.name))).string();
  for (int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, write_finding);
  const auto corpus = corpus_of(options, target);
  if (corpus.empty()) return std::printf("%s has no corpus\n", target.name), 1;
  for (const auto& input : corpus) attempt(target, input);
  Dice dice{options.seed};
  long runs = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(options.seconds);
  std::vector<std::string> pool = corpus;
  while (std::chrono::steady_clock::now() < end)
    for (int i = 0; i < 50; ++i, ++runs) {
      attempt(target, bent(pool[dice.below(pool.size())], corpus, dice, target.bytes_max));
      if (dice.below(16) == 0) (pool.size() < 256 ? pool.emplace_back() : pool[corpus.size() + dice.below(pool.size() - corpus.size())]) = current;  // bent again later
    }
  std::printf("%-4s %-15s %3zu inputs, %8ld bent, seed %llu\n", target.what, target.name, corpus.size(), runs, static_cast<unsigned long long>(options.seed));
  return 0;
}

int report(const Options& options, const Target& target, int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return 0;
  std::printf("%-4s %-15s FOUND something. Again: fuzz --target %s --input %s/tributary-fuzz-%s\n     or: fuzz --target %s --seed %llu --seconds %g\n", target.what, target.name, target.name,
              fs::temp_directory_path().c_str(), target.name, target.name, static_cast<unsigned long long>(options.seed), options.seconds);
  return 1;
}

int play_all(const Options& options, const std::vector<Target>& chosen) {
  int failed = 0;
  std::vector<std::pair<pid_t, const Target*>> running;
  auto wait_one = [&] {
    int status = 0;
    const pid_t done = wait(&status);
    const auto it = std::find_if(running.begin(), running.end(), [&](const auto& r) { return r.first == done; });
    if (it == running.end()) return;
    failed += report(options, *it->second, status);
    running.erase(it);
  };
  for (const Target& target : chosen) {
    while (running.size() >= static_cast<std::size_t>(options.jobs)) wait_one();
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
      const int said = play(options, target);
      std::fflush(stdout);
      _exit(said);
    }
    running.push_back({child, &target});
  }
  while (!running.empty()) wait_one();
  std::printf("%d passed, %d failed\n", static_cast<int>(chosen.size()) - failed, failed);
  return failed == 0 ? 0 : 1;
}

int run(int argc, char** argv) {
  Options options;
  if (std::getenv("TRIBUTARY_QUICK")) options.seconds = 2;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i], value = argv[i + 1];
    if (name == "--seconds") options.seconds = std::atof(value.c_str());
    else if (name == "--seed") options.seed = std::strtoull(value.c_str(), nullptr, 10);
    else if (name == "--target") options.target = value;
    else if (name == "--corpus") options.corpus = value;
    else if (name == "--input") options.input = value;
    else if (name == "--jobs") options.jobs = std::max(1, std::atoi(value.c_str()));
    else return std::printf("fuzz does not know %s\n", name.c_str()), 2;
  }
  std::vector<Target> chosen;
  for (const Target& target : targets())
    if (options.target.empty() || options.target == target.name) chosen.push_back(target);
  if (chosen.empty()) return std::printf("there is no target %s\n", options.target.c_str()), 2;
  if (!options.input.empty()) return chosen.front().run(read(options.input)), std::printf("nothing found in it\n"), 0;
  return play_all(options, chosen);
}

}  // namespace

#endif

}  // namespace tributary::fuzz

#ifndef TRIBUTARY_GUIDED
int main(int argc, char** argv) { return tributary::fuzz::run(argc, argv); }
#endif
