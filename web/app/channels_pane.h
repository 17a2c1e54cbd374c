#pragma once
// The page of channels (D55): provider accounts with their numbers and webhook addresses, and the API tokens. For admins; the
// relay decides, this only shows and asks.
#include "web/app/frame.h"

namespace tributary::app {

void channels_pane(Frame&, Rect);

namespace nodes {
NodeId channel_edit(const std::string& account);
NodeId channel_auth(const std::string& account);
NodeId token_make();
NodeId secret_copy();
}  // namespace nodes

}  // namespace tributary::app
