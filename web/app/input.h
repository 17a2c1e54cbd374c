#pragma once
// What happened since the last frame. Activation (click, tap, Enter, assistive technology) comes only as
// `activated`; the pointer serves hovering and dragging.
#include <string>
#include <vector>

#include "web/app/node_id.h"

namespace tributary::app {

struct Scrolled { NodeId node = 0; double by = 0; };  // CSS px, down is positive

struct Adjusted { NodeId node = 0; double value = 0; bool reset = false; };  // an edge between panes

struct Input {
  float x = -1e6f, y = -1e6f;
  bool down = false, pressed = false;   // pressed: went down since the last frame
  std::vector<NodeId> activated, entered;
  int activated_with = 0;               // platform::key_…: the modifiers held down with the last activation
  std::vector<Scrolled> scrolled;
  std::vector<Adjusted> adjusted;
  std::vector<std::string> keys;        // KeyboardEvent.key, when no field had the focus
  NodeId focused = 0;
  bool focus_by_keys = false;           // not by a press of the pointer

  void forget() {  // after a frame has seen it
    pressed = false;
    activated.clear();
    entered.clear();
    scrolled.clear();
    adjusted.clear();
    keys.clear();
  }
};

}  // namespace tributary::app
