#pragma once
// What a planted mistake keeps from happening is not waited for long, and what happens without one is waited for as long and no
// longer: a test that fails for want of time would pass for one that has noticed.
#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"

namespace tributary {

class Impatient final : public testing::Environment {
 public:
  explicit Impatient(int ms) : ms_(ms) {}
  void SetUp() override { test::patience_ms = ms_; }

 private:
  int ms_;
};

}  // namespace tributary
