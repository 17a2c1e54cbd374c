#pragma once
// Dear ImGui as our drawing board: one window without decoration and without fonts. All words come from
// web/text; ImGui gives clip rectangles, anti-aliased shapes and the draw lists the platform submits.
#include <imgui.h>

#include "web/app/rect.h"

namespace tributary::app {

class Canvas {
 public:
  Canvas();
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  void begin(float width, float height, float dpr, double dt_s, float mouse_x, float mouse_y);
  const ImDrawData* end();

  // Shapes and words of the page lie in two channels, so that the words of a whole page need few draw calls.
  ImDrawList& shapes();
  ImDrawList& words();
  void over_everything(bool on) { over_ = on; }  // popups, in one channel, in order
  // Everything drawn into the present layer since `mark` is moved and made fainter.
  int mark() { return list().VtxBuffer.Size; }
  void shift(int since, float dx, float dy, float alpha);
  void clip(Rect);
  void unclip();

 private:
  ImDrawList& list() { return over_ ? *top_ : *page_; }
  ImGuiContext* context_;
  ImDrawList* page_ = nullptr;
  ImDrawList* top_ = nullptr;
  ImDrawListSplitter channels_;
  bool over_ = false;
};

}  // namespace tributary::app
