#pragma once
// The page of what everybody in the inbox works with: saved replies, tags, teams, templates, one list at a time. Agents
// change replies and tags, admins the teams and templates too; the engine and the relay decide, this only offers what they allow.
#include "web/app/frame.h"

namespace tributary::app {

void library_pane(Frame&, Rect);

namespace nodes {
NodeId library_search();
NodeId library_part(LibraryPart);              // what chooses it
NodeId library_edit(const LibraryThing&);  // its row's first button
}  // namespace nodes

}  // namespace tributary::app
