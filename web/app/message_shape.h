#pragma once
// What a message is made of, measured for a width: attachments, a bubble of text, the line with time and
// ticks, the reason of a failure and what can be done about it.
#include <string_view>

#include "web/app/thread_layout.h"
#include "web/text/run_atlas.h"

namespace tributary::app {

struct MessageShape {
  const MessageBody* body = nullptr;
  MessageKind kind = MessageKind::text;
  std::string_view text;                 // what stands in the bubble; may be empty
  Style style = Style::body;
  const text::Layout* lines = nullptr;
  float bubble_w = 0, bubble_h = 0;
  std::uint32_t pictures = 0, cards = 0; // media shown as thumbnails; everything else as cards
  float media_w = 0, media_h = 0;
  std::string_view note;                 // above the bubble: "Forwarded", "Tapped"
  std::string_view problem;              // below: why it was not delivered
  float problem_h = 0, reaction_h = 0, button_h = 32;
  bool meta = true, actions = false;     // the line below; its buttons
  bool out = false, automation = false, bare = false;  // bare: emoji alone, without a bubble
  std::string_view quote_who, quote_text;  // what it answers (quoted_reply.h); no width: nothing
  std::uint64_t quote_key = 0;
  float quote_w = 0;
  bool pending = false;                  // only predicted: the relay has no file to show yet
  float pad_x = 14, pad_y = 9;
};

MessageShape shape_of(Frame&, const ThreadItem&, float width);
float shape_height(const MessageShape&);
float bubble_room(const Ui&, float width);  // how wide the text of a bubble may be
inline constexpr float reaction_height = 16;  // how far a reaction hangs below its bubble

// How media is shown.
bool is_picture(const MediaItem&);
// What a node says of a file of ours, so that it can be dragged out of the page (platform.h).
std::string_view file_to_drag(Ui&, const MediaItem&, std::string_view address);
void draw_media(Frame&, const MessageShape&, MessageId, Rect box);
struct MediaSize { float w = 0, h = 0; };
MediaSize media_size(Frame&, MessageShape&, MessageId, float width);  // fills pictures and cards

}  // namespace tributary::app
