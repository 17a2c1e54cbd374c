// The DOM plane: nodes travel as one flat array and one string of text, and only when they changed (js/plane.js).
#include <cstddef>
#include <cstring>

#include "web/platform/browser_imports.h"
#include "web/platform/platform.h"

namespace tributary::platform {
namespace {

struct Slice { std::uint32_t begin = 0, size = 0; };
struct Packed {  // js/plane.js reads these offsets
  std::uint64_t id = 0, parent = 0;
  std::uint32_t role = 0, flags = 0;
  std::int32_t style = 0;
  std::uint32_t rgba = 0;
  std::int32_t level = 0, position = 0, set_size = 0, gap = 0;
  std::uint32_t link_rgba = 0, selected_rgba = 0;
  double scroll_y = 0, content_h = 0;  // from here on where it is, up to here and in its words what it is
  float x = 0, y = 0, w = 0, h = 0;
  double print = 0;
  Slice name, value, description, language;
};
static_assert(sizeof(Packed) == 128);

std::vector<Packed> nodes;
std::string text;
std::uint64_t last_hash = 0;

Slice put(std::string_view s) {
  const Slice at{static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(s.size())};
  text += s;
  return at;
}

// FNV-1a over words, not bytes: it only has to notice a change.
std::uint64_t hash(const void* data, std::size_t bytes, std::uint64_t h) {
  const auto* at = static_cast<const char*>(data);
  for (; bytes >= 8; bytes -= 8, at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    h = (h ^ word) * 1099511628211ULL;
    h ^= h >> 29U;
  }
  for (; bytes != 0; --bytes, ++at) h = (h ^ static_cast<unsigned char>(*at)) * 1099511628211ULL;
  return h;
}

constexpr std::uint64_t seed = 1469598103934665603ULL;

// Of what the node is, wherever it is: by it the page knows again what it has described. As many bits as a double holds.
double print_of(const Packed& p) {
  const std::uint32_t sizes[] = {p.name.size, p.value.size, p.description.size, p.language.size};
  const std::uint64_t shape = hash(sizes, sizeof sizes, hash(&p, offsetof(Packed, scroll_y), seed));
  return static_cast<double>(hash(text.data() + p.name.begin, text.size() - p.name.begin, shape) >> 11U);
}

Packed pack(const Node& n) {
  Packed p;
  p.id = n.id, p.parent = n.parent;
  p.role = static_cast<std::uint32_t>(n.role), p.flags = n.flags;
  const float css = zoom();
  p.x = n.x * css, p.y = n.y * css, p.w = n.w * css, p.h = n.h * css, p.scroll_y = n.scroll_y * css, p.content_h = n.content_h * css;
  p.style = n.style, p.rgba = n.rgba, p.link_rgba = n.link_rgba, p.selected_rgba = n.selected_rgba;
  p.level = n.level, p.position = n.position, p.set_size = n.set_size, p.gap = n.gap;
  p.name = put(n.name), p.value = put(n.value), p.description = put(n.description), p.language = put(n.language);
  p.print = print_of(p);
  return p;
}

}  // namespace

void plane(std::span<const Node> frame) {
  nodes.clear(), text.clear();
  for (const auto& n : frame) nodes.push_back(pack(n));
  const auto now = hash(nodes.data(), nodes.size() * sizeof(Packed), seed);  // their words are in their prints
  if (now == last_hash) return;
  last_hash = now;
  js_plane(nodes.data(), static_cast<int>(nodes.size()), text.data());
}

namespace {

struct PackedPassage {  // js/passages.js reads these offsets
  std::uint64_t id = 0;
  double at_ms = 0;
  Slice author, text, links;
  std::uint64_t unused = 0;
};
static_assert(sizeof(PackedPassage) == 48);

}  // namespace

void passages(std::uint64_t scroller, PassageChange change, std::span<const Passage> list) {
  std::vector<PackedPassage> packed;
  std::string words;
  const auto keep = [&words](std::string_view s) {
    const Slice at{static_cast<std::uint32_t>(words.size()), static_cast<std::uint32_t>(s.size())};
    words += s;
    return at;
  };
  packed.reserve(list.size());
  for (const Passage& one : list) packed.push_back({one.id, one.at_ms, keep(one.author), keep(one.text), keep(one.links)});
  js_passages(high_half(scroller), low_half(scroller), static_cast<int>(change), packed.data(), static_cast<int>(packed.size()), words.data());
}

bool selected(std::uint64_t line) { return js_selected(high_half(line), low_half(line)) != 0; }
void copy_text(std::string_view s) { js_copy_text(s.data(), static_cast<int>(s.size())); }
void prefer_text_in_dom(int choice) { js_prefer_text_in_dom(choice); }

CaretRect caret_rect(std::uint64_t id) {
  float out[3] = {};
  js_caret_rect(high_half(id), low_half(id), out);
  return {out[0] / zoom(), out[1] / zoom(), out[2] / zoom()};
}

std::uint32_t field_caret(std::uint64_t id) { return static_cast<std::uint32_t>(js_field_caret(high_half(id), low_half(id))); }

void replace_in_field(std::uint64_t id, std::uint32_t begin, std::uint32_t end, std::string_view s) {
  js_replace_in_field(high_half(id), low_half(id), begin, end, s.data(), static_cast<int>(s.size()));
}

std::string field_text(std::uint64_t id) {
  js_field_text(high_half(id), low_half(id));
  return take_room();
}

void set_field_text(std::uint64_t id, std::string_view s) { js_set_field_text(high_half(id), low_half(id), s.data(), static_cast<int>(s.size())); }
void focus(std::uint64_t id) {
  js_focus(high_half(id), low_half(id));
  last_hash = 0;  // the page gives the focus when it is handed the nodes, changed or not
}
void announce(std::string_view s, bool assertive) { js_announce(s.data(), static_cast<int>(s.size()), assertive ? 1 : 0); }
void take_key() { js_take_key(); }
bool apple_keys() { return js_apple_keys() != 0; }

}  // namespace tributary::platform
