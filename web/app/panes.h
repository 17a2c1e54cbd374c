#pragma once
// The panes: each reads the frame, draws its box and adds what the person wants.
#include "web/app/frame.h"

namespace tributary::app {

void sign_in_pane(Frame&, Rect);
void views_rail(Frame&, Rect);         // a column; icons alone when it is narrow
void views_strip(Frame&, Rect);        // the same as a row, above the list on a phone
void list_pane(Frame&, Rect);
void list_menus(Frame&, Rect page);    // whichever menu of the list is open
float list_tools(Frame&, Rect header);  // new conversation; the width it took at its end
float list_search_height(const Ui&);
void list_search(Frame&, Rect);        // the field that leads to the search, as wide as the list
void thread_header(Frame&, Rect, const Conversation&);
void header_menus(Frame&, Rect header);  // whichever of them is open
void thread_pane(Frame&, Rect);        // header, messages, composer; or what to do when none is open
void message_log(Frame&, Rect, const Conversation&);
float composer_height(Frame&, const Conversation&, float width);
void composer_pane(Frame&, Rect, const Conversation&);
void contact_pane(Frame&, Rect, bool drawer);
void admin_pane(Frame&, Rect);
void preferences_pane(Frame&, Rect);
void keys_section(Frame&, float x, float& y, float w);  // of the preferences page
void notify_section(Frame&, float x, float& y, float w);
void dialog_pane(Frame&, Rect);          // the palette or the sheet of keys, when one is open
float connection_banner(Frame&, Rect);  // returns the height it took at the top
void toasts(Frame&, Rect);

// Nodes that App must know: fields it sets and reads, things it gives the focus.
namespace nodes {
NodeId email();
NodeId password();
NodeId composer(ConversationId);
NodeId assign_button();
NodeId snooze_button();
NodeId more_button();
NodeId contact_button();
NodeId contact_close();
NodeId log(ThreadId);
NodeId toast_undo(std::uint64_t number);
NodeId toast_close(std::uint64_t number);
NodeId assign_item(int index);
NodeId palette_field();
NodeId search_field();  // the list's
NodeId sheet_field();
NodeId key_button(std::string_view action);
NodeId list_row(ConversationId);
NodeId list_pick(ConversationId);
NodeId list_filter_button();
NodeId list_sort_button();
NodeId list_bulk_button(ListMenuKind);
NodeId list_menu_item(FilterPart shown, int index);
NodeId view_name();
}  // namespace nodes
inline constexpr float channels_beside_from = 364;  // narrower, a sixth link in the strip would be less than a finger: it stands on the admin page
inline constexpr int list_menu_items_max = 400;  // that the focus is looked for in, of each part of the filter
inline constexpr int filter_parts = static_cast<int>(FilterPart::views);
int assign_items(Frame&);  // how many entries the assign menu has

}  // namespace tributary::app
