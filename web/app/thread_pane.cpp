#include "web/app/icons.h"
#include "web/app/kept_plan.h"
#include "web/app/message_view.h"
#include "web/app/panes.h"
#include "web/app/stale_send.h"
#include "web/app/thread_states.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float read_after_ms = 1000, older_within_views = 3;

// Read = the newest message was on the screen of a focused page for a second.
void mark_read(Frame& f, const Conversation& conversation) {
  UiState& s = f.state;
  const std::uint32_t waiting = unread(f.data(), f.me(), conversation);
  const ThreadView* thread = f.session.thread(conversation.thread);
  const bool seen = s.page_visible && s.thread.at_bottom && waiting > 0 && thread && !thread->entries().empty();
  if (!seen) {
    s.read_since_ms = 0;
    return;
  }
  const double now = platform::now_ms();
  if (s.read_since_ms == 0 || s.read_count != conversation.inbound) {
    s.read_since_ms = now;
    s.read_count = conversation.inbound;
    platform::wake_after(read_after_ms);
  } else if (now - s.read_since_ms >= read_after_ms) {
    s.read_since_ms = 0;
    f.want(intent::MarkRead{conversation.id, conversation.inbound});
  } else {
    platform::wake_after(read_after_ms - (now - s.read_since_ms));
  }
}

void loading_log(Frame& f, Rect view) {
  if (f.session.link() == ClientSession::Link::offline && f.state.link_lost_ms > 0)
    return empty_state(f.ui, node_id("log-offline"), view, icon::cloud_off, words::thread_offline, words::thread_offline_hint);
  const NodeId id = node_id("log-loading");
  if (waited(f, id, 150)) thread_skeleton(f, view);
  f.ui.node(id, NodeRole::status, Rect{view.x, view.y, 1, 1}, words::loading);
}

}  // namespace

NodeId nodes::log(ThreadId thread) { return node_id("log", thread); }

void message_log(Frame& f, Rect view, const Conversation& conversation) {
  Ui& ui = f.ui;
  const ThreadLayout layout = lay_out_thread(f, conversation, view);
  const double scroll_y = f.state.thread.bar.y;
  const NodeId id = nodes::log(conversation.thread);
  platform::Node& log = ui.node(id, NodeRole::log, view, words::messages);
  scroller(log, f.state.thread.bar, layout.content, true);
  ui.enter(id);
  ui.clip(view);
  for (const ThreadItem& item : layout.items) {
    draw_item(f, item, Rect{view.x, view.y + static_cast<float>(item.top - scroll_y), view.w, item.height});
  }
  ui.unclip();
  ui.leave();
  const bool loading = f.session.loading(conversation.thread);
  if (layout.empty) {
    if (loading || f.session.has_older(conversation.thread))
      loading_log(f, view);
  } else if (scroll_y < static_cast<double>(older_within_views * view.h) && !loading && f.session.has_older(conversation.thread) && f.session.link() == ClientSession::Link::live) {
    f.want(intent::LoadOlder{conversation.thread});
  }
  sticky_day(f, view, layout);
  jump_pill(f, view, layout);
  mark_read(f, conversation);
  note_seen(f, conversation);
  f.state.beside.log = view;
}

void thread_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  ui.fill(box, ui.theme().surface);
  const Conversation* conversation = f.open();
  const NodeId region = node_id("thread-region");
  ui.node(region, NodeRole::region, box, words::conversation);
  ui.enter(region);
  if (!conversation) {
    no_thread(f, box);
  } else {
    const Rect header{box.x, box.y, box.w, ui.sizes().header};
    thread_header(f, header, *conversation);
    f.state.beside.header = header, f.state.beside.contact = {};
    const float composer = composer_height(f, *conversation, box.w), stale = stale_height(f, *conversation, box.w), plan = f.state.composer.plans.empty() ? 0.0f : plan_height(f, *conversation, box.w);
    message_log(f, Rect{box.x, box.y + ui.sizes().header + 1, box.w, box.h - ui.sizes().header - 1 - composer - stale - plan}, *conversation);
    stale_strip(f, Rect{box.x, box.bottom() - composer - stale, box.w, stale}, *conversation);
    if (plan > 0) plan_strip(f, Rect{box.x, box.bottom() - composer - plan, box.w, plan}, *conversation);
    composer_pane(f, Rect{box.x, box.bottom() - composer, box.w, composer}, *conversation);
  }
  ui.leave();
}

}  // namespace tributary::app
