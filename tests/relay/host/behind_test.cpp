// What runs beside the loop can be told apart by whoever looks at the process, and comes after messages.
#include "relay/host/behind.h"

#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <string>

namespace tributary::host {
namespace {

TEST(Behind, EachThreadHasItsNameAndLetsMessagesGoFirst) {
  Behind behind;
  struct Seen { std::string name; int nice = 0; } index, checkpoints, rest, files;
  const auto look = [](boost::asio::thread_pool& thread, Seen& seen) {
    boost::asio::post(thread, [&seen] {
      std::array<char, 32> name{};
      pthread_getname_np(pthread_self(), name.data(), name.size());
      seen = {name.data(), getpriority(PRIO_PROCESS, 0)};
    });
  };
  look(behind.index, index);
  look(behind.checkpoints, checkpoints);
  look(behind.rest, rest);
  look(behind.files, files);
  behind.join();
  const int ours = getpriority(PRIO_PROCESS, 0);
  EXPECT_EQ(index.name, "index");
  EXPECT_EQ(checkpoints.name, "checkpoint");
  EXPECT_EQ(rest.name, "behind");
  EXPECT_EQ(files.name, "files");
  EXPECT_EQ(files.nice, ours) << "somebody waits for it";
  for (const Seen* one : {&index, &checkpoints, &rest}) EXPECT_GE(one->nice, std::max(ours, 10)) << one->name;
  EXPECT_LE(checkpoints.nice, index.nice) << "the log grows while it waits";
}

TEST(Behind, WhatIsWaitedForComesBeforeOtherProgramsWhereTheLoopDoes) {
  const int ours = getpriority(PRIO_PROCESS, 0);
  setpriority(PRIO_PROCESS, 0, std::min(ours, 0) - 1);  // who may not put itself before others stays where it is, and so does the rest
  const int favoured = getpriority(PRIO_PROCESS, 0);
  int seen = favoured + 1;
  {
    Behind behind;
    boost::asio::post(behind.files, [&seen] { seen = getpriority(PRIO_PROCESS, 0); });
    behind.join();
  }
  setpriority(PRIO_PROCESS, 0, ours);
  EXPECT_EQ(seen, favoured);
}

}  // namespace
}  // namespace tributary::host
