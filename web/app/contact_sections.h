#pragma once
// The parts of the contact pane below the facts of the conversation, from top to bottom; each returns the height it took.
#include "web/app/frame.h"

namespace tributary::app {

float contact_identities(Frame&, Rect, ContactId person);
float contact_tags(Frame&, Rect, const Conversation&);
float contact_customer(Frame&, Rect, ContactId person);
float contact_attributes(Frame&, Rect, ContactId person);
float contact_notes(Frame&, Rect, ContactId person);
float contact_earlier(Frame&, Rect, ContactId person, ConversationId shown);

}  // namespace tributary::app
