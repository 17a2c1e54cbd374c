#include "web/text/pages.h"

#include <algorithm>
#include <cmath>

#include "web/platform/platform.h"

namespace tributary::text {
namespace {

int mib_of(PageKind kind) { return kind == PageKind::mask ? 1 : 2; }

}  // namespace

void Pages::begin_frame(float dpr, bool low_memory) {
  ++frame_, dpr_ = dpr, low_memory_ = low_memory;
  for (std::size_t p = 0; p < pages_.size(); ++p)
    if (pages_[p].leaving && pages_[p].last_frame + 1 < frame_) drop(p);  // what was seen has moved
  if (frame_ % page_checked_every_frames == 0) leave_forgotten_pages();
}

void Pages::clear() {
  for (std::size_t p = 0; p < pages_.size(); ++p) drop(p);
  known_.clear();
  pages_.clear();
}

int Pages::count() const {
  return static_cast<int>(std::count_if(pages_.begin(), pages_.end(), [](const Page& p) { return p.made; }));
}

int Pages::mib() const { return pages_of(PageKind::mask) * mib_of(PageKind::mask) + pages_of(PageKind::color) * mib_of(PageKind::color); }

Place Pages::find(const RunKey& key) {
  const auto it = known_.find(key);
  if (it == known_.end()) return {};
  Page& page = pages_[static_cast<std::size_t>(it->second.place.page)];
  page.last_frame = it->second.last_frame = frame_;
  Place place = it->second.place;
  place.leaving = page.leaving;
  return place;
}

// A full screen covers 2 pages of masks at one device pixel per CSS pixel and 7 at two (measured): about three screens' worth.
int Pages::budget(PageKind kind) const {
  const float finer = std::max(0.0F, dpr_ - 1);
  const float whole = kind == PageKind::mask ? 8 + 12 * finer : 2 + 2 * finer;
  const float most = kind == PageKind::mask ? 32 : 8;
  return std::max(2, static_cast<int>(std::lround(std::min(whole, most) * (low_memory_ ? 0.5F : 1.0F))));
}

int Pages::pages_of(PageKind kind) const {
  return static_cast<int>(std::count_if(pages_.begin(), pages_.end(), [&](const Page& p) { return p.made && p.kind == kind; }));
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
    Page& page = pages_[p];
    if (!page.made || page.leaving || page.kind != kind || !fit(page, w, h, place)) continue;
    place.page = static_cast<int>(p);
    return true;
  }
  return false;
}

void Pages::forget_runs(std::size_t page) {
  for (const auto& key : pages_[page].keys) {
    const auto it = known_.find(key);
    if (it != known_.end() && it->second.place.page == static_cast<int>(page)) known_.erase(it);  // else it has moved
  }
}

void Pages::empty(std::size_t page, PageKind kind) {
  forget_runs(page);
  pages_[page] = Page{};
  pages_[page].kind = kind;
  pages_[page].made = true;
  platform::make_page(static_cast<int>(page), page_width(kind), page_height(kind), kind == PageKind::color);
}

void Pages::drop(std::size_t page) {
  if (!pages_[page].made) return;
  forget_runs(page);
  pages_[page] = Page{};
  platform::drop_page(static_cast<int>(page));
}

bool Pages::make_page(PageKind kind) {
  if (mib() + mib_of(kind) > pages_mib_max) return false;
  auto free = std::find_if(pages_.begin(), pages_.end(), [](const Page& p) { return !p.made; });
  if (free == pages_.end()) free = pages_.insert(pages_.end(), Page{});
  empty(static_cast<std::size_t>(free - pages_.begin()), kind);
  return true;
}

bool Pages::evict(PageKind kind) {
  auto oldest = pages_.end();
  for (auto p = pages_.begin(); p != pages_.end(); ++p) {
    if (p->made && p->kind == kind && (oldest == pages_.end() || p->last_frame < oldest->last_frame)) oldest = p;
  }
  if (oldest == pages_.end() || oldest->last_frame == frame_) return false;
  ++evictions_;
  empty(static_cast<std::size_t>(oldest - pages_.begin()), kind);
  return true;
}

// Beyond the budget only where one single frame needs more than it: grey bars for good would be worse.
bool Pages::make_room(PageKind kind) {
  if (pages_of(kind) < budget(kind) && make_page(kind)) return true;
  return evict(kind) || make_page(kind);
}

Place Pages::add(const RunKey& key, PageKind kind, int w, int h) {
  Place place;
  place.w = w, place.h = h;
  if (w + 2 > page_width(kind) || h + 2 > page_height(kind)) return {};
  if (!fit_anywhere(kind, w, h, place) && !(make_room(kind) && fit_anywhere(kind, w, h, place))) return {};
  auto& page = pages_[static_cast<std::size_t>(place.page)];
  page.last_frame = frame_;
  page.keys.push_back(key);
  known_[key] = Known{place, frame_};
  return place;
}

bool Pages::mostly_forgotten(std::size_t page) const {
  std::size_t old = 0;
  for (const auto& key : pages_[page].keys) {
    const auto it = known_.find(key);
    const bool here = it != known_.end() && it->second.place.page == static_cast<int>(page);
    if (!here || it->second.last_frame + run_old_after_frames < frame_) ++old;
  }
  return old * 2 > pages_[page].keys.size();
}

// One at a time, and only full ones: a page with room loses nothing by waiting.
void Pages::leave_forgotten_pages() {
  for (std::size_t p = 0; p < pages_.size(); ++p) {
    Page& page = pages_[p];
    const bool full = page.top + 64 > page_height(page.kind);
    if (!page.made || page.leaving || !full || !mostly_forgotten(p)) continue;
    page.leaving = true;
    ++compactions_;
    return;
  }
}

}  // namespace tributary::text
