// What a message carries besides text: pictures as thumbnails, everything else as cards.
#include <algorithm>
#include <cmath>

#include "core/base/id_text.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/message_shape.h"
#include "web/app/reason_words.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float picture_w = 280, picture_h = 210, tile = 138, film_h = 180;

bool starts(std::string_view s, std::string_view with) { return s.substr(0, with.size()) == with; }

struct CardWords { std::string_view icon, title, hint, address, action; bool external = false; std::string_view dragged = {}; };

std::string_view address_of(Frame& f, MessageId message, std::uint32_t index) {
  return f.ui.join({"/api/v1/media/", to_text(message), "/", f.ui.digits(index)});
}

CardWords kind_words(const MediaItem& item) {
  if (starts(item.type, "image/")) return {icon::picture, words::picture, {}, {}, {}};
  if (starts(item.type, "audio/")) return {icon::sound, words::voice_message, {}, {}, {}};
  if (starts(item.type, "video/")) return {icon::film, words::video, {}, {}, {}};
  if (item.type == "text/vcard" || item.type == "text/x-vcard") return {icon::card, words::contact_card, {}, {}, {}};
  return {icon::file, words::document, {}, {}, {}};
}

// Who is on a contact card, once it has been read; asked for when it is first seen.
void put_card(Frame& f, const MediaItem& item, CardWords& w) {
  for (const CardFile& file : f.state.cards) {
    if (!(file.message == item.message) || file.index != item.index) continue;
    if (file.cards.empty()) return;
    const ContactCard& first = file.cards.front();
    if (!first.name.empty()) w.title = first.name;
    const std::string_view others = file.cards.size() > 1 ? words::plural(f.ui, words::cards_more, static_cast<std::int64_t>(file.cards.size()) - 1) : std::string_view();
    w.hint = words::dotted(f.ui, {words::contact_card, first.details, others});
    return;
  }
  f.want(intent::ReadCard{item.message, item.index});
}

CardWords media_words(Frame& f, const MediaItem& item) {
  CardWords w = kind_words(item);
  const std::string_view kind = w.title;
  if (!item.name.empty()) w.title = item.name;
  switch (item.state) {
    case MediaState::fetching: w.hint = words::fetching; break;
    case MediaState::unavailable: w.hint = item.reason.empty() ? words::unavailable : f.ui.keep(media_reason_words(item.reason)); break;
    case MediaState::blocked: w.hint = item.reason.empty() ? words::blocked : f.ui.keep(media_reason_words(item.reason)); break;
    case MediaState::stored:
      w.hint = item.bytes > 0 ? bytes_words(f.ui, item.bytes) : std::string_view(item.type);
      if (w.title != kind) w.hint = words::dotted(f.ui, {kind, w.hint});
      w.address = address_of(f, item.message, item.index);
      w.action = words::download;
      w.dragged = file_to_drag(f.ui, item, w.address);
      if (is_card(item)) put_card(f, item, w);
      break;
  }
  return w;
}

// To a metre, as maps' addresses want it: five digits behind a point in every language.
std::string degrees(double value) {
  constexpr double metres = 100'000;
  const auto size = static_cast<std::int64_t>(std::llround(std::min(std::abs(value), 1e6) * metres));
  const std::string behind = std::to_string(size % 100'000);
  return (value < 0 && size > 0 ? "-" : "") + std::to_string(size / 100'000) + "." + std::string(5 - behind.size(), '0') + behind;
}

CardWords location_words(Frame& f, const Location& at) {
  const std::string latitude = degrees(at.latitude), longitude = degrees(at.longitude);
  const std::string_view place = f.ui.join({latitude, ", ", longitude});
  const std::string_view map = f.ui.join({"https://www.openstreetmap.org/?mlat=", latitude, "&mlon=", longitude});
  const std::string_view where = at.address.empty() ? place : std::string_view(at.address);
  if (at.label.empty()) return {icon::pin, words::location, where, map, words::open_map, true};
  return {icon::pin, at.label, words::dotted(f.ui, {words::location, where}), map, words::open_map, true};
}

void card(Frame& f, Rect box, NodeId id, const CardWords& w) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.border, radius::card);
  ui.fill(Rect{box.x + 10, box.y + 10, 40, 40}, t.sunken, radius::button);
  ui.icon(box.x + 20, box.y + 20, 20, t.muted, w.icon);
  const bool linked = !w.address.empty();
  const float x = box.x + 60, room = box.w - 60 - (linked ? 50.0f : 12.0f);
  ui.label(id, x, box.y + 11, room, Style::small_strong, t.text, w.title);
  ui.label(id + 1, x, box.y + 31, room, Style::caption, t.muted, w.hint);
  if (!linked) return;
  const Rect link{box.right() - 44, box.y + 12, 36, 36};
  if (ui.hovered(link)) ui.fill(link, t.hover, radius::button);
  platform::Node& node = ui.node(id + 2, NodeRole::link, link, words::format(ui, w.external ? words::open_map_named : words::download_named, {{"name", w.title}}));
  node.value = w.address;
  node.description = w.dragged;
  node.flags |= platform::node_external;
  ui.icon(link.x + 9, link.y + 9, 18, t.accent, w.external ? icon::pin : icon::download);
}

void thumbnail(Frame& f, Rect box, NodeId id, const MediaItem& item, std::uint32_t number, std::uint32_t of, bool pending) {
  Ui& ui = f.ui;
  const std::string_view address = address_of(f, item.message, item.index);
  const platform::Image image = pending ? platform::Image{} : platform::image(address, static_cast<int>(picture_w));
  const std::string_view name = of > 1 ? words::format(ui, words::picture_of, {{"number", ui.number(number)}, {"count", ui.number(of)}}) : words::picture;
  if (image.texture > 0) {
    ui.picture(box, image, radius::card);
  } else {
    ui.fill(box, ui.theme().sunken, radius::card);
    ui.icon(box.x + box.w / 2 - 12, box.y + box.h / 2 - 12, 24, ui.theme().faint, image.texture < 0 ? icon::picture_off : icon::picture);
    if (image.texture < 0) ui.text_in(box.x + 8, box.y + box.h / 2 + 18, box.w - 16, Style::caption, ui.theme().muted, words::unavailable, Align::middle);
  }
  ui.node(id, NodeRole::img, box, name);
  if (pending) return;
  const NodeId opener = node_id("picture-link", id);
  platform::Node& node = ui.node(opener, NodeRole::button, box, words::format(ui, words::open_named, {{"name", name}}));
  node.flags |= platform::node_focus_ring_inset;
  node.description = file_to_drag(ui, item, address);
  if (ui.activated(opener)) f.want(intent::OpenLightbox{item.message, item.index});
}

bool plays(const MediaItem& item) { return item.state == MediaState::stored && (starts(item.type, "audio/") || starts(item.type, "video/")); }
float card_height(const MediaItem& item) { return plays(item) && starts(item.type, "video/") ? film_h : size::card_height; }

// Sound and film are the browser's own players, live in the page.
void player(Frame& f, Rect box, NodeId id, const MediaItem& item) {
  const bool film = starts(item.type, "video/");
  const Rect at = film ? box : Rect{box.x, box.y + 8, box.w, 44};
  platform::Node& node = f.ui.node(id, film ? NodeRole::media_video : NodeRole::media_audio, at, kind_words(item).title);
  node.value = address_of(f, item.message, item.index);
}

template <class F>
void for_each_media(Frame& f, const MessageShape& shape, MessageId message, F&& visit) {
  const std::uint32_t count = shape.body ? std::min<std::uint32_t>(shape.body->media, limits::media_per_message_max) : 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (const MediaItem* item = f.words().media(message, i)) visit(*item);
    else {
      MediaItem missing;
      missing.message = message;
      missing.index = i;
      visit(missing);
    }
  }
}

float pictures_height(std::uint32_t count) {
  if (count == 0) return 0;
  return count == 1 ? picture_h : static_cast<float>((count + 1) / 2) * (tile + gap::tiny) - gap::tiny;
}

}  // namespace

std::string_view file_to_drag(Ui& ui, const MediaItem& item, std::string_view address) {
  const std::string_view type = std::string_view(item.type).substr(0, item.type.find(';'));
  const std::string_view kind = kind_words(item).title;  // a file without a name is called what it is
  const std::string_view name = item.name.empty() ? ui.join({kind, ".", type.substr(type.find('/') + 1)}) : std::string_view(item.name);
  return ui.join({type, "\t", name, "\t", address});
}

bool is_picture(const MediaItem& item) { return item.state == MediaState::stored && starts(item.type, "image/"); }

MediaSize media_size(Frame& f, MessageShape& shape, MessageId message, float width) {
  float cards_h = 0;
  const auto one_card = [&](float height) {
    ++shape.cards;
    cards_h += height + gap::tiny;
  };
  for_each_media(f, shape, message, [&](const MediaItem& item) {
    if (is_picture(item)) ++shape.pictures;
    else one_card(card_height(item));
  });
  if (shape.body && shape.body->location) one_card(size::card_height);
  if (shape.kind == MessageKind::unsupported) one_card(size::card_height);
  const float pictures_h = pictures_height(shape.pictures);
  if (shape.cards == 0 && shape.pictures == 0) return {};
  return {std::min(size::card_width, width), pictures_h + cards_h + (pictures_h > 0 && cards_h > 0 ? gap::tiny : 0) - (cards_h > 0 ? gap::tiny : 0)};
}

void draw_media(Frame& f, const MessageShape& shape, MessageId message, Rect box) {
  std::uint32_t shown = 0;
  for_each_media(f, shape, message, [&](const MediaItem& item) {
    if (!is_picture(item)) return;
    const auto column = static_cast<float>(shown % 2), row = static_cast<float>(shown / 2);
    const float edge = (box.w - gap::tiny) / 2;
    const Rect at = shape.pictures == 1 ? Rect{box.x, box.y, box.w, picture_h}
                                        : Rect{box.x + column * (edge + gap::tiny), box.y + row * (tile + gap::tiny), edge, tile};
    thumbnail(f, at, node_id("picture", message, item.index), item, ++shown, shape.pictures, shape.pending);
  });
  float y = box.y + pictures_height(shape.pictures) + (shape.pictures > 0 ? gap::tiny : 0);
  const auto next = [&](NodeId id, const CardWords& w) {
    card(f, Rect{box.x, y, box.w, size::card_height}, id, w);
    y += size::card_height + gap::tiny;
  };
  for_each_media(f, shape, message, [&](const MediaItem& item) {
    const NodeId id = node_id("media", message, 8 * item.index);
    if (is_picture(item)) return;
    if (shape.pending || !plays(item)) {
      CardWords w = shape.pending ? kind_words(item) : media_words(f, item);
      if (shape.pending) w.hint = words::sending;
      next(id, w);
      y += card_height(item) - size::card_height;  // the room it will take once it plays
      return;
    }
    player(f, Rect{box.x, y, box.w, card_height(item)}, id, item);
    y += card_height(item) + gap::tiny;
  });
  if (shape.body && shape.body->location) next(node_id("location", message), location_words(f, *shape.body->location));
  if (shape.kind == MessageKind::unsupported)
    next(node_id("unsupported", message), CardWords{icon::question, words::unsupported, words::unsupported_hint, {}, {}});
}

}  // namespace tributary::app
