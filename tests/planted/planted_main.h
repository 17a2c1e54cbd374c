#pragma once
// Plants each known mistake in turn and runs the tests of this program over it: a mistake they do not notice is
// a hole in the tests. One line per bug, then "N passed, N failed". All of these tests run without a mistake first, in the
// same way: what fails anyway would notice everything.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <queue>
#include <set>
#include <span>
#include <string>

#include "core/base/planted.h"

namespace tributary {

struct Planted { int number; const char* what; const char* tests = "*"; };  // the tests that must notice it

// In a process of its own: a mistake may also end in a failed check.
inline pid_t begin_tests_with(int bug, const char* tests) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child != 0) return child;
  tributary::planted_bug = bug;
  testing::GTEST_FLAG(filter) = tests;
  testing::GTEST_FLAG(break_on_failure) = true;  // one is enough
  std::freopen("/dev/null", "w", stdout);
  std::freopen("/dev/null", "w", stderr);
  _exit(RUN_ALL_TESTS() == 0 ? 0 : 1);
}

inline bool pass(pid_t tests) {
  int status = 1;
  waitpid(tests, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// A test that notices a mistake mostly waits for what does not come.
inline constexpr std::size_t at_once = 3;

// Every test that is to notice something, as one filter.
inline std::string all_tests_of(std::span<const Planted> bugs) {
  std::set<std::string> filters;
  for (const Planted& bug : bugs) filters.insert(bug.tests);
  std::string all;
  for (const std::string& one : filters) all.append(all.empty() ? "" : ":").append(one);
  return all;
}

inline int try_planted_bugs(std::span<const Planted> bugs) {
  int failed = 0, passed = 0;
  auto expect = [&](bool good, const char* word, const char* what) {
    (good ? passed : failed) += 1;
    std::printf("%s %s\n", word, what);
  };
  const std::string all = all_tests_of(bugs);
  const bool sound = pass(begin_tests_with(0, all.c_str()));
  expect(sound, sound ? "sound " : "broken", "no bug planted");
  if (!sound) std::printf("    again: --gtest_filter=%s\n", all.c_str());
  std::queue<pid_t> begun;
  std::size_t next = 0;
  for (const Planted& bug : bugs) {
    for (; next < bugs.size() && begun.size() < at_once; ++next) begun.push(begin_tests_with(bugs[next].number, bugs[next].tests));
    const bool caught = !pass(begun.front());
    begun.pop();
    expect(caught, caught ? "caught" : "missed", bug.what);
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace tributary
