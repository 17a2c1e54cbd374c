#include "core/sync/draft_box.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/sync/draft_frames.h"

namespace tributary {
namespace {

constexpr std::size_t frames_at_once_max = 8;  // far below what a socket may say in a second

}  // namespace

// What the relay has never heard of need not be ended there.
void DraftBox::write(Key key, std::string text, Instant at) {
  const auto it = begun_.find(key);
  if (it == begun_.end() ? text.empty() : it->second.text == text) return;
  Mine& mine = it == begun_.end() ? begun_[key] : it->second;
  if (text.empty() && heard_all_ && !mine.saved && mine.sent.ms == 0 && said_.count(key) == 0) {
    begun_.erase(key);
    return;
  }
  mine.text = std::move(text);
  mine.edited = std::max(at, mine.edited + 1);
  mine.saved = false;
  mine.live = heard_all_;
}

const DraftBox::Begun* DraftBox::find(Key key) const {
  const auto it = begun_.find(key);
  return it == begun_.end() ? nullptr : &it->second;
}

bool DraftBox::leaves(const Mine& mine) { return !mine.saved && mine.sent != mine.edited && keepable(mine.text); }

bool DraftBox::wants_save() const {
  return heard_all_ && std::any_of(begun_.begin(), begun_.end(), [](const auto& one) { return leaves(one.second); });
}

std::size_t DraftBox::saved() const {
  return static_cast<std::size_t>(std::count_if(begun_.begin(), begun_.end(), [](const auto& one) { return one.second.saved; }));
}

std::vector<DraftBox::Key> DraftBox::take_changed() {
  const std::set<Key> changed = std::exchange(changed_, {});
  return {changed.begin(), changed.end()};
}

void DraftBox::connected() {
  said_.clear();
  heard_all_ = false;
  for (auto& [key, mine] : begun_) mine.sent = {}, mine.live = false;
}

// Nothing leaves before the relay has said what it has: until then nobody knows who is spoken to.
std::vector<std::string> DraftBox::save() {
  if (!heard_all_) return {};
  std::vector<Draft> leaving;
  for (const auto& [key, mine] : begun_)
    if (leaves(mine)) leaving.push_back(Draft{key.first, key.second, mine.text, mine.edited});
  std::vector<std::vector<Draft>> batches = in_batches(leaving);
  if (batches.size() > frames_at_once_max) batches.resize(frames_at_once_max);
  std::vector<std::string> frames;
  for (std::vector<Draft>& batch : batches) {
    for (const Draft& one : batch) begun_[Key{one.conversation, one.note}].sent = one.edited;
    frames.push_back(wire::client_frame_text(wire::SaveDrafts{std::move(batch)}));
  }
  return frames;
}

// What was kept there and is no longer said has ended on another device while this one was away.
void DraftBox::take(const wire::Drafts& frame) {
  for (const Draft& said : frame.drafts) hear(said);
  if (!frame.whole) return;
  heard_all_ = true;
  for (auto it = begun_.begin(); it != begun_.end();) {
    const bool gone = it->second.saved && said_.count(it->first) == 0;
    if (gone) changed_.insert(it->first);
    it = gone ? begun_.erase(it) : std::next(it);
  }
}

void DraftBox::hear(const Draft& said) {
  const Key key{said.conversation, said.note};
  const bool first = said_.insert(key).second;
  const auto it = begun_.find(key);
  if (it == begun_.end() || it->second.text == said.text) return become(key, said);
  Mine& mine = it->second;
  if (mine.saved && !(said.edited < mine.edited)) return become(key, said);
  if (mine.saved) {  // a relay that was restored has an older one
    mine.saved = false;
    mine.sent = {};
    return void(changed_.insert(key));
  }
  // The relay does not tell at the welcome what had ended before. Whatever was written since then is newer, by whichever clock.
  const bool ended_before = first && mine.live && said.text.empty();
  const bool stays = key == writing_ || ended_before || !keepable(mine.text) || said.edited < mine.edited;
  if (!stays) return become(key, said);
  if (said.edited < mine.edited) return;
  mine.edited = said.edited + 1;
}

void DraftBox::become(Key key, const Draft& said) {
  const auto it = begun_.find(key);
  if (it == begun_.end() && said.text.empty()) return;
  changed_.insert(key);
  if (said.text.empty()) return void(begun_.erase(key));
  Mine mine;
  mine.text = said.text;
  mine.edited = said.edited;
  mine.saved = true;
  begun_[key] = std::move(mine);
}

}  // namespace tributary
