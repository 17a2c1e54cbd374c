// ImGui's draw lists become three flat arrays: the page draws them with one upload each (js/gfx.js).
#include <imgui.h>

#include "web/platform/browser_imports.h"
#include "web/platform/platform.h"

namespace tributary::platform {
namespace {

struct Command { float x, y, w, h; std::uint32_t texture, count, first_index, first_vertex; };
static_assert(sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 2, "js/gfx.js reads these layouts");

struct Flat {
  std::vector<ImDrawVert> vertices;
  std::vector<ImDrawIdx> indices;
  std::vector<Command> commands;

  void clear() { vertices.clear(), indices.clear(), commands.clear(); }
  void add(const ImDrawList& list) {
    const auto vertex_base = static_cast<std::uint32_t>(vertices.size()), index_base = static_cast<std::uint32_t>(indices.size());
    vertices.insert(vertices.end(), list.VtxBuffer.begin(), list.VtxBuffer.end());
    indices.insert(indices.end(), list.IdxBuffer.begin(), list.IdxBuffer.end());
    for (const auto& c : list.CmdBuffer) {
      if (c.UserCallback != nullptr || c.ElemCount == 0) continue;
      const auto texture = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(c.GetTexID()));
      commands.push_back({c.ClipRect.x, c.ClipRect.y, c.ClipRect.z - c.ClipRect.x, c.ClipRect.w - c.ClipRect.y, texture, c.ElemCount,
                          index_base + c.IdxOffset, vertex_base + c.VtxOffset});
    }
  }
};

Flat flat;  // keeps its capacity from frame to frame

int bytes_of(std::size_t count, std::size_t each) { return static_cast<int>(count * each); }

}  // namespace

void submit(const ImDrawData* data, std::uint32_t clear_rgba) {
  flat.clear();
  if (data != nullptr) for (const ImDrawList* list : data->CmdLists) flat.add(*list);
  const auto size = screen();
  js_draw(flat.vertices.data(), bytes_of(flat.vertices.size(), sizeof(ImDrawVert)), flat.indices.data(),
          bytes_of(flat.indices.size(), sizeof(ImDrawIdx)), flat.commands.data(), static_cast<int>(flat.commands.size()), size.width,
          size.height, clear_rgba);
}

void set_page_colours(const PageColours& c) {
  const std::uint32_t colours[5] = {c.ground, c.focus, c.selection, c.ink, c.thumb};
  js_page_colours(colours, c.dark ? 1 : 0, c.strong ? 1 : 0, c.calm ? 1 : 0);
}

Image image(std::string_view url, int max_css_px) {
  int size[2] = {};
  const int texture = js_image(url.data(), static_cast<int>(url.size()), static_cast<int>(static_cast<float>(max_css_px) * zoom()), size);
  return {texture, size[0], size[1]};
}

}  // namespace tributary::platform
