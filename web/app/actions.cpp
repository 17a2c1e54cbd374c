#include "web/app/actions.h"

#include "core/base/assert.h"
#include "web/app/node_id.h"

namespace tributary::app {

Word group_label(ActionGroup group) {
  switch (group) {
    case ActionGroup::conversation: return words::group_conversation;
    case ActionGroup::writing: return words::group_writing;
    case ActionGroup::go: return words::group_go;
    case ActionGroup::look: return words::group_look;
    case ActionGroup::app: break;
  }
  return words::group_app;
}

Target target_of(const Frame& f) {
  Target target{f.state.open, {}};
  const Conversation* conversation = f.open();
  const NodeId focused = f.ui.input().focused;
  const ThreadView* thread = conversation && focused ? f.session.thread(conversation->thread) : nullptr;
  if (!thread) return target;
  for (const ThreadEntry& entry : thread->entries())
    if (entry.kind == ThreadEntry::Kind::message && node_id("entry", entry.message) == focused) target.message = entry.message;
  return target;
}

const Action* find_action(std::string_view name) {
  for (const Action& action : actions())
    if (action.name == name) return &action;
  return nullptr;
}

std::string_view keys_of(const Action& action, const Preferences& prefs) {
  const auto chosen = prefs.keys.find(std::string(action.name));
  return chosen == prefs.keys.end() ? action.keys : std::string_view(chosen->second);
}

bool possible(const Frame& f, std::string_view name) { return possible(f, name, target_of(f)); }
void perform(Frame& f, std::string_view name) { perform(f, name, target_of(f)); }

bool possible(const Frame& f, std::string_view name, const Target& target) {
  const Action* action = find_action(name);
  TRIBUTARY_CHECK(action != nullptr);
  return action->possible(f, target);
}

void perform(Frame& f, std::string_view name, const Target& target) {
  const Action* action = find_action(name);
  TRIBUTARY_CHECK(action != nullptr);
  if (action->possible(f, target)) action->run(f, target);
}

}  // namespace tributary::app
