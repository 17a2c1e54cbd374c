#pragma once
// What a planted mistake keeps from happening is not waited for long; a run without one has all the time of the others.
#include <gtest/gtest.h>

#include "core/base/planted.h"
#include "tests/relay/host/living_relay.h"

namespace tributary {

class Impatient final : public testing::Environment {
 public:
  explicit Impatient(int ms) : ms_(ms) {}
  void SetUp() override {
    if (planted_bug != 0) test::patience_ms = ms_;
  }

 private:
  int ms_;
};

}  // namespace tributary
