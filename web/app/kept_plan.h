#pragma once
// What a reply was to do besides being sent, when it came back "Not sent": its time and what was to follow are kept through
// Edit, shown above the composer and taken away there. In the program's second part, like Edit: ask only while there are plans.
#include "web/app/frame.h"

namespace tributary::app {

// What of it is still ahead: a time that is over means at once, and what has happened meanwhile need not follow.
SendPlan kept_plan(const State&, const UiState&, ConversationId, Instant now);

// Above the composer, while there is one; 0 when there is none.
float plan_height(Frame&, const Conversation&, float width);
void plan_strip(Frame&, Rect, const Conversation&);

}  // namespace tributary::app
