#include "web/text/empty_font.h"

#include <cstdint>
#include <cstring>
#include <initializer_list>

#include <imgui.h>
#include <imgui_internal.h>

namespace {

constexpr int atlas_width = 256, atlas_height = 128;

// Places the few rectangles ImGui asks for (its white pixel among them) and two empty glyphs it looks up.
bool build(ImFontAtlas* atlas) {
  ImFontAtlasBuildInit(atlas);
  atlas->TexWidth = atlas_width;
  atlas->TexHeight = atlas_height;
  atlas->TexUvScale = ImVec2(1.0F / atlas_width, 1.0F / atlas_height);
  int top = 0;
  for (auto& rect : atlas->CustomRects) {
    rect.X = 0;
    rect.Y = static_cast<unsigned short>(top);
    top += rect.Height + 1;
  }
  const auto bytes = static_cast<std::size_t>(atlas_width) * atlas_height;
  atlas->TexPixelsAlpha8 = static_cast<unsigned char*>(IM_ALLOC(bytes));
  std::memset(atlas->TexPixelsAlpha8, 0, bytes);
  for (auto& config : atlas->ConfigData) {
    ImFontAtlasBuildSetupFont(atlas, config.DstFont, &config, 12, -4);
    for (const ImWchar letter : {ImWchar{' '}, ImWchar{'?'}}) config.DstFont->AddGlyph(&config, letter, 0, 0, 0, 0, 0, 0, 0, 0, 8);
  }
  ImFontAtlasBuildFinish(atlas);
  return true;
}

const ImFontBuilderIO builder{build};

}  // namespace

// ImGui is compiled as if FreeType came along, so that its own TrueType reader stays out of the page.
namespace ImGuiFreeType {
const ImFontBuilderIO* GetBuilderForFreeType();
const ImFontBuilderIO* GetBuilderForFreeType() { return &builder; }
}  // namespace ImGuiFreeType

namespace tributary::text {

void give_empty_font(ImFontAtlas& atlas) {
  atlas.FontBuilderIO = &builder;
  ImFontConfig config;
  config.SizePixels = 15;
  config.FontData = IM_ALLOC(1);  // ImGui asserts that there is some and frees it
  config.FontDataSize = 1;
  atlas.AddFont(&config);
  atlas.Build();
  atlas.SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(1)));
}

}  // namespace tributary::text
