#include "web/text/pages.h"

#include <algorithm>

#include "web/platform/platform.h"

namespace tributary::text {

void Pages::clear() {
  places_.clear();
  pages_.clear();
}

Place Pages::find(const RunKey& key) {
  const auto it = places_.find(key);
  if (it == places_.end()) return {};
  pages_[static_cast<std::size_t>(it->second.page)].last_frame = frame_;
  return it->second;
}

// A full screen covers 2 pages of masks at one device pixel per CSS pixel and 7 at two (measured): three screens' worth.
int Pages::pages_max(PageKind kind) const {
  const float area = std::max(1.0F, dpr_ * dpr_);
  return kind == PageKind::mask ? std::clamp(static_cast<int>(6 * area), 6, 32) : std::clamp(static_cast<int>(2 * area), 2, 10);
}

int Pages::pages_of(PageKind kind) const {
  return static_cast<int>(std::count_if(pages_.begin(), pages_.end(), [&](const Page& p) { return p.kind == kind; }));
}

// Heights are rounded up to four pixels so that styles share shelves; one pixel of air keeps neighbours from bleeding in.
bool Pages::fit(Page& page, int w, int h, Place& place) {
  const int width = page_width(page.kind), tall = (h + 3) / 4 * 4;
  auto shelf = std::find_if(page.shelves.begin(), page.shelves.end(), [&](const Shelf& s) { return s.h == tall && s.x + w <= width; });
  if (shelf == page.shelves.end()) {
    if (page.top + tall > page_height(page.kind)) return false;
    page.shelves.push_back(Shelf{page.top, tall, 1});
    page.top += tall + 1;
    shelf = page.shelves.end() - 1;
  }
  place.x = shelf->x;
  place.y = shelf->y;
  shelf->x += w + 1;
  return true;
}

// The newest page first: it is the one with room.
bool Pages::fit_anywhere(PageKind kind, int w, int h, Place& place) {
  for (std::size_t p = pages_.size(); p-- > 0;) {
    if (pages_[p].kind != kind || !fit(pages_[p], w, h, place)) continue;
    place.page = static_cast<int>(p);
    return true;
  }
  return false;
}

void Pages::empty(std::size_t page, PageKind kind) {
  for (const auto& key : pages_[page].keys) places_.erase(key);
  pages_[page] = Page{};
  pages_[page].kind = kind;
  platform::make_page(static_cast<int>(page), page_width(kind), page_height(kind), kind == PageKind::color);
}

bool Pages::make_room(PageKind kind) {
  if (pages_of(kind) < pages_max(kind)) {
    pages_.push_back(Page{});
    empty(pages_.size() - 1, kind);
    return true;
  }
  auto oldest = pages_.end();
  for (auto p = pages_.begin(); p != pages_.end(); ++p) {
    if (p->kind == kind && (oldest == pages_.end() || p->last_frame < oldest->last_frame)) oldest = p;
  }
  if (oldest == pages_.end() || oldest->last_frame == frame_) return false;
  ++evictions_;
  empty(static_cast<std::size_t>(oldest - pages_.begin()), kind);
  return true;
}

Place Pages::add(const RunKey& key, PageKind kind, int w, int h) {
  Place place{-1, 0, 0, w, h};
  if (w + 2 > page_width(kind) || h + 2 > page_height(kind)) return {};
  if (!fit_anywhere(kind, w, h, place) && !(make_room(kind) && fit_anywhere(kind, w, h, place))) return {};
  auto& page = pages_[static_cast<std::size_t>(place.page)];
  page.last_frame = frame_;
  page.keys.push_back(key);
  places_[key] = place;
  return place;
}

}  // namespace tributary::text
