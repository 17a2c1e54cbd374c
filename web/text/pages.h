#pragma once
// The atlas pages and where runs lie on them: rows ("shelves") of one height, filled left to right. When there is no
// room and no page may be added, the page unseen for longest is emptied whole; never one touched this frame.
#include <cstdint>
#include <map>
#include <vector>

#include "web/text/run_key.h"

namespace tributary::text {

enum class PageKind : std::uint8_t { mask, color };

// Wide pages of the usual area: a line of a message is up to 1,100 device pixels long on a dense screen.
inline constexpr int mask_page_width = 2048, mask_page_height = 512;    // 1 MiB
inline constexpr int color_page_width = 2048, color_page_height = 256;  // 2 MiB

struct Place { int page = -1, x = 0, y = 0, w = 0, h = 0; };

class Pages {
 public:
  void begin_frame(float dpr) { ++frame_, dpr_ = dpr; }
  void clear();  // all pages are created anew when needed

  // The place of a run that is already there, touched; page -1 when it is not.
  Place find(const RunKey&);
  // A new place; page -1 when every page is in use by this very frame.
  Place add(const RunKey&, PageKind, int w, int h);

  int count() const { return static_cast<int>(pages_.size()); }
  int evictions() const { return evictions_; }
  static int page_width(PageKind kind) { return kind == PageKind::mask ? mask_page_width : color_page_width; }
  static int page_height(PageKind kind) { return kind == PageKind::mask ? mask_page_height : color_page_height; }
  PageKind kind(int page) const { return pages_[static_cast<std::size_t>(page)].kind; }

 private:
  struct Shelf { int y = 0, h = 0, x = 0; };
  struct Page {
    PageKind kind = PageKind::mask;
    std::uint64_t last_frame = 0;
    int top = 1;
    std::vector<Shelf> shelves;
    std::vector<RunKey> keys;
  };

  int pages_max(PageKind) const;
  int pages_of(PageKind) const;
  bool fit(Page&, int w, int h, Place&);
  bool fit_anywhere(PageKind, int w, int h, Place&);
  bool make_room(PageKind);
  void empty(std::size_t page, PageKind);

  std::map<RunKey, Place> places_;
  std::vector<Page> pages_;
  std::uint64_t frame_ = 1;
  float dpr_ = 1;
  int evictions_ = 0;
};

}  // namespace tributary::text
