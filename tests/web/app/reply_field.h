#pragma once
#include <string>

#include "web/platform/headless.h"

namespace tributary {

// What stands in the field of the reply.
inline std::string reply_field() {
  const auto field = platform::headless::find(platform::Role::textbox, "Reply");
  return field ? platform::headless::record().fields[field->node.id] : "no such field";
}

}  // namespace tributary
