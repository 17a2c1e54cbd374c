#pragma once
// Two parts of the admin page: how the relay is, and who may sign in. Each draws itself at (x, y), w wide, and moves y on.
#include "web/app/frame.h"

namespace tributary::app {

void health_section(Frame&, float x, float& y, float w);
void people_section(Frame&, float x, float& y, float w);
namespace nodes {
NodeId new_person();
}

}  // namespace tributary::app
