#pragma once
// Things that move: a number per id that eases towards what it should be. Frames are wanted only while
// something is under way. Time comes in with begin(); with reduced motion everything is where it belongs at once.
#include <map>

#include "web/app/node_id.h"

namespace tributary::app {

class Motion {
 public:
  void begin(float dt_ms, bool reduced);
  // Eases out (cubic) from where it is to `target` within `ms`. What is seen for the first time starts at `from`.
  float ease(NodeId, float target, float ms, float from);
  float ease(NodeId id, float target, float ms) { return ease(id, target, ms, target); }
  bool moving() const { return moving_; }   // something asked for in this frame has not arrived
  void end();                               // forgets what was not asked for in this frame

 private:
  struct One { float from = 0, target = 0, value = 0, elapsed = 0, ms = 0; bool asked = false; };
  std::map<NodeId, One> all_;
  float dt_ms_ = 0;
  bool reduced_ = false, moving_ = false;
};

}  // namespace tributary::app
