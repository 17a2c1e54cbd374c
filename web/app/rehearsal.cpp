#include "web/app/rehearsal.h"

#include <utility>

#include "web/app/message_view.h"
#include "web/app/panes.h"
#include "web/app/thread_header.h"
#include "web/app/thread_layout.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

// What the panes remember of the conversation that is seen, while another is drawn in its place.
class InItsPlace {
 public:
  InItsPlace(Frame& f, ConversationId other)
      : f_(f), open_(std::exchange(f.state.open, other)), thread_(std::exchange(f.state.thread, ThreadScroll{})), contact_scroll_(std::exchange(f.state.contact_scroll, Scroll{})),
        beside_(f.state.beside), contact_height_(f.state.contact_height), menu_button_(f.state.menu_button), wants_frame_(f.wants_frame), wanted_(f.intents.size()) {}
  ~InItsPlace() {
    f_.state.open = open_;
    f_.state.thread = std::move(thread_);
    f_.state.contact_scroll = contact_scroll_;
    f_.state.beside = std::move(beside_);
    f_.state.contact_height = contact_height_;
    f_.state.menu_button = menu_button_;
    f_.wants_frame = wants_frame_;
    f_.intents.erase(f_.intents.begin() + static_cast<std::ptrdiff_t>(wanted_), f_.intents.end());
  }
  InItsPlace(const InItsPlace&) = delete;
  InItsPlace& operator=(const InItsPlace&) = delete;

 private:
  Frame& f_;
  ConversationId open_;
  ThreadScroll thread_;
  Scroll contact_scroll_;
  Beside beside_;
  float contact_height_;
  std::uint64_t menu_button_;
  bool wants_frame_;
  std::size_t wanted_;
};

void rehearse(Frame& f, const Conversation& conversation) {
  const InItsPlace place(f, conversation.id);
  const Beside at = f.state.beside;
  f.ui.rehearse([&] {
    thread_header(f, at.header, conversation);
    const ThreadLayout layout = lay_out_thread(f, conversation, at.log);
    f.ui.clip(at.log);
    for (const ThreadItem& item : layout.items)
      draw_item(f, item, Rect{at.log.x, at.log.y + static_cast<float>(item.top - f.state.thread.bar.y), at.log.w, item.height});
    f.ui.unclip();
    if (at.contact.w > 0) contact_pane(f, at.contact, false);
  });
}

}  // namespace

void rehearse_beside(Frame& f) {
  std::vector<ConversationId>& waiting = f.state.beside.waiting;
  if (f.narrow() || f.state.page == Page::contact) return;  // nothing else is drawn in these places there
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const Conversation* next = f.data().conversations.find(waiting[i]);
    const ThreadView* thread = next ? f.session.thread(next->thread) : nullptr;
    if (!thread || thread->entries().empty()) continue;
    if (!text::all_drawn()) return;  // what is seen comes first
    rehearse(f, *next);
    if (text::all_drawn()) waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(i)), f.wants_frame = true;  // for the other one
    return;
  }
}

}  // namespace tributary::app
