#include "web/app/kept_plan.h"

#include <algorithm>

#include "web/app/actions.h"
#include "web/app/composer_text.h"
#include "web/app/icons.h"
#include "web/app/stale_send.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

using Then = SendPlan::Then;

constexpr float icon_w = 26;

std::string when(Instant at) { return platform::format_full(static_cast<double>(at.ms)); }

// A send that was stopped says its plan itself.
std::string_view plan_words(Frame& f, const Conversation& conversation) {
  if (noting(f.state, conversation.id) || send_is_stopped(f.state, conversation.id)) return {};
  const SendPlan plan = kept_plan(f.data(), f.state, conversation.id, f.now);
  std::string_view later, then;
  if (plan.at.ms > 0) later = words::format(f.ui, words::plan_later, {{"when", when(plan.at)}});
  if (plan.then == Then::resolve) then = words::plan_resolve;
  if (plan.then == Then::snooze) then = words::format(f.ui, words::plan_snooze, {{"when", when(plan.until)}});
  return later.empty() ? then : then.empty() ? later : f.ui.join({later, " ", then});
}

float words_width(const Ui& ui, float width) { return width - 2 * gap::large - icon_w - ui.sizes().button - gap::small; }

}  // namespace

SendPlan kept_plan(const State& state, const UiState& ui_state, ConversationId id, Instant now) {
  const auto it = ui_state.composer.plans.find(id);
  const Conversation* conversation = state.conversations.find(id);
  if (it == ui_state.composer.plans.end() || !conversation) return {};
  SendPlan plan = it->second;
  if (plan.at <= now) plan.at = {};
  const bool resolved = plan.then == Then::resolve && conversation->status == WorkStatus::resolved;
  const bool asleep = plan.then == Then::snooze && (plan.until <= now || snoozed_until(state, id) == plan.until);
  if (resolved || asleep) plan.then = Then::nothing, plan.until = {};
  return plan;
}

float plan_height(Frame& f, const Conversation& conversation, float width) {
  const std::string_view said = plan_words(f, conversation);
  return said.empty() ? 0 : gap::small + std::max(f.ui.sizes().button, f.ui.paragraph_height(Style::small, said, words_width(f.ui, width)));
}

void plan_strip(Frame& f, Rect box, const Conversation& conversation) {
  const std::string_view said = plan_words(f, conversation);
  if (said.empty()) return;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float w = words_width(ui, box.w), h = ui.sizes().button, middle = box.y + gap::small + (box.h - gap::small) / 2;
  const float words_h = ui.paragraph_height(Style::small, said, w);
  ui.icon(box.x + gap::large, middle - 9, 18, t.muted, icon::clock);
  ui.paragraph(node_id("kept-plan"), box.x + gap::large + icon_w, middle - words_h / 2, w, Style::small, t.muted, said);
  const Rect off{box.right() - gap::large - h, middle - h / 2, h, h};
  if (button(ui, node_id("kept-plan-off"), off, words::plan_remove, {ButtonLook::quiet, icon::cross, true})) f.want(intent::Compose{intent::Compose::What::drop_plan, conversation.id});
}

}  // namespace tributary::app
