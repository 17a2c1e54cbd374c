#pragma once
// The atlas pages and where runs lie on them: rows ("shelves") of one height, filled left to right. When there is no room
// and the budget is spent, the page unseen for longest is emptied whole; never one touched this frame. A page that holds
// mostly forgotten runs is left: what is still seen moves to other pages bit by bit, then it is empty.
#include <cstdint>
#include <map>
#include <vector>

#include "web/text/run_key.h"

namespace tributary::text {

enum class PageKind : std::uint8_t { mask, color };

// Wide pages of the usual area: a line of a message is up to 1,100 device pixels long on a dense screen.
inline constexpr int mask_page_width = 2048, mask_page_height = 512;    // 1 MiB
inline constexpr int color_page_width = 2048, color_page_height = 256;  // 2 MiB
inline constexpr int pages_mib_max = 48;                                // whatever the screen
inline constexpr std::uint64_t run_old_after_frames = 600, page_checked_every_frames = 120;

struct Place {
  int page = -1, x = 0, y = 0, w = 0, h = 0;
  bool leaving = false;  // find() only: still there, but better added anew when there is time
};

class Pages {
 public:
  void begin_frame(float dpr, bool low_memory);
  void clear();  // forgets every run and gives the memory back

  // The place of a run that is already there, touched; page -1 when it is not.
  Place find(const RunKey&);
  // A new place; page -1 when every page is in use by this very frame and no more may be made.
  Place add(const RunKey&, PageKind, int w, int h);

  int count() const;  // pages that hold memory
  int mib() const;
  int budget(PageKind) const;
  int evictions() const { return evictions_; }
  int compactions() const { return compactions_; }
  static int page_width(PageKind kind) { return kind == PageKind::mask ? mask_page_width : color_page_width; }
  static int page_height(PageKind kind) { return kind == PageKind::mask ? mask_page_height : color_page_height; }
  PageKind kind(int page) const { return pages_[static_cast<std::size_t>(page)].kind; }

 private:
  struct Shelf { int y = 0, h = 0, x = 0; };
  struct Page {
    PageKind kind = PageKind::mask;
    bool made = false, leaving = false;
    std::uint64_t last_frame = 0;
    int top = 1;
    std::vector<Shelf> shelves;
    std::vector<RunKey> keys;
  };
  struct Known { Place place; std::uint64_t last_frame = 0; };

  int pages_of(PageKind) const;
  bool fit(Page&, int w, int h, Place&);
  bool fit_anywhere(PageKind, int w, int h, Place&);
  bool make_room(PageKind);
  bool make_page(PageKind);
  bool evict(PageKind);
  void forget_runs(std::size_t page);
  void empty(std::size_t page, PageKind);
  void drop(std::size_t page);
  void leave_forgotten_pages();
  bool mostly_forgotten(std::size_t page) const;

  std::map<RunKey, Known> known_;
  std::vector<Page> pages_;
  std::uint64_t frame_ = 1;
  float dpr_ = 1;
  bool low_memory_ = false;
  int evictions_ = 0, compactions_ = 0;
};

}  // namespace tributary::text
