#pragma once
// Runs of text, shaped and rasterised once by the browser and drawn as quads ever after.
// One run = one laid-out line of one style. Metrics are keyed without ink, runs with it: dark text and
// light text are different masks. Pages are evicted whole, least recently used first, never one touched
// this frame. Invalidated by DPR, font load, context loss. New runs have 4 ms a frame; what does not fit into them is a
// grey bar in that one frame and drawn in the next.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/platform/platform.h"

struct ImDrawList;
struct ImVec2;

namespace tributary::text {

void begin_frame(const platform::Screen&);
void invalidate();                                     // DPR, fonts, lost context: everything is rastered anew
void release();                                        // nobody looks: the pages' memory goes back, what was measured stays

// What the caller knows of a text beyond its letters: the language of the conversation, the direction of its paragraph.
enum class Direction : std::uint8_t { from_text, from_left, from_right };
struct Reading { std::string_view language = {}; Direction direction = Direction::from_text; };

// Language and direction decided where the caller left them to the text: by run and node alike.
platform::Run run_of(std::string_view, int style, const Reading& = {});
platform::TextMetrics metrics(std::string_view, int style, const Reading& = {});
// Draws with the top-left corner of the line box at (x, y) CSS px, snapped to device pixels. Returns its width.
float draw(ImDrawList&, float x, float y, int style, std::uint32_t rgba, std::string_view, const Reading& = {});
// Only what lies between `from` and `to` CSS px of the run: a line whose links have a colour of their own is drawn in parts.
void draw_between(ImDrawList&, float x, float y, int style, std::uint32_t rgba, std::string_view, const Reading&, float from, float to);
// The same with an ellipsis where it does not fit.
struct Fitted { std::string_view shown; bool cut = false; };
Fitted fit(std::string_view, int style, float width, const Reading& = {});   // `shown` includes the ellipsis; valid until the next begin_frame
// The soft shadow that falls around a box; `blur` is how far it reaches. Lie it below the box by moving the box.
void shadow(ImDrawList&, float x, float y, float w, float h, float blur, std::uint32_t rgba);
void icon(ImDrawList&, float x, float y, float size, std::uint32_t rgba, std::string_view svg_path, bool filled, bool mirrored = false);

// Wrapped text, cached by text, style, width and DPR.
struct Layout {
  std::vector<platform::LineRange> lines;
  std::vector<float> widths;
  std::vector<bool> rtl_lines;  // the direction of each line's paragraph
  std::string language;         // of the whole text: its lines are drawn in it, whatever letters each one has
  float width = 0;
  bool rtl = false;             // of the first paragraph
  Reading reading(std::size_t line) const { return {language, rtl_lines[line] ? Direction::from_right : Direction::from_left}; }
};
const Layout& layout(std::string_view, int style, float width, std::string_view language = {});

bool all_drawn();                                      // in this frame so far: nothing stands as a bar
float snap(float css_px);                              // to the device pixel grid
platform::Stats stats();

}  // namespace tributary::text
