#include "web/app/canvas.h"

#include "web/text/empty_font.h"

namespace tributary::app {
Canvas::Canvas() : context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);  // where another page's stands, a new one does not make itself the current one
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  text::give_empty_font(*io.Fonts);
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = ImVec2(0, 0);
  style.WindowBorderSize = 0;
  style.AntiAliasedLinesUseTex = false;  // there is no baked line texture in the empty font
  style.CircleTessellationMaxError = 0.15f;
  style.CurveTessellationTol = 0.5f;
}

Canvas::~Canvas() { ImGui::DestroyContext(context_); }

void Canvas::begin(float width, float height, float dpr, double dt_s, float mouse_x, float mouse_y) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(width, height);
  io.DisplayFramebufferScale = ImVec2(dpr, dpr);
  io.DeltaTime = dt_s > 0 ? static_cast<float>(dt_s) : 1.0f / 60.0f;
  io.AddMousePosEvent(mouse_x, mouse_y);
  ImGui::NewFrame();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("page", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoSavedSettings);
  page_ = ImGui::GetWindowDrawList();
  top_ = ImGui::GetForegroundDrawList();
  page_->_FringeScale = top_->_FringeScale = 1.0f / dpr;  // else edges blur over two device pixels on fine screens
  channels_.Split(page_, 2);
  over_ = false;
}

const ImDrawData* Canvas::end() {
  channels_.Merge(page_);
  ImGui::End();
  ImGui::Render();
  return ImGui::GetDrawData();
}

ImDrawList& Canvas::shapes() {
  if (over_) return *top_;
  channels_.SetCurrentChannel(page_, 0);
  return *page_;
}

ImDrawList& Canvas::words() {
  if (over_) return *top_;
  channels_.SetCurrentChannel(page_, 1);
  return *page_;
}

void Canvas::clip(Rect r) {
  (over_ ? top_ : page_)->PushClipRect(ImVec2(r.x, r.y), ImVec2(r.right(), r.bottom()), true);
}

// Both channels of the page write into one list of vertices, so a stretch of it is a stretch of drawing.
void Canvas::shift(int since, float dx, float dy, float alpha) {
  ImVector<ImDrawVert>& vertices = list().VtxBuffer;
  for (int i = since; i < vertices.Size; ++i) {
    ImDrawVert& v = vertices[i];
    v.pos.x += dx;
    v.pos.y += dy;
    v.col = (v.col & 0x00FFFFFFu) | static_cast<ImU32>(static_cast<float>(v.col >> 24) * alpha + 0.5f) << 24;
  }
}

void Canvas::unclip() { (over_ ? top_ : page_)->PopClipRect(); }

}  // namespace tributary::app
