#pragma once
// Dear ImGui 1.90 insists on a font. It gets one with no glyphs: every string is drawn through run_atlas.h.
struct ImFontAtlas;

namespace tributary::text {

// Once, after ImGui::CreateContext(). Texture 1 is then the platform's white pixel.
void give_empty_font(ImFontAtlas&);

}  // namespace tributary::text
