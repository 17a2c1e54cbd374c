#include "relay/demo/story.h"

#include <algorithm>

#include "core/base/id_text.h"
#include "relay/demo/chance.h"
#include "relay/demo/tongues.h"

namespace tributary::demo {
namespace {

constexpr std::int64_t second_ms = 1000, past_ms = 180 * limits::day_ms, thread_gap_ms_max = 40 * limits::minute_ms, thread_span_ms = 400 * limits::day_ms;
constexpr int times_english = 5;  // one in about four writes English

// Many wrote in the last hours, few months ago.
std::int64_t age_of(Chance& chance) {
  const std::int64_t u = static_cast<std::int64_t>(chance.below(1'000'000));
  return 20 * second_ms + past_ms / 1'000'000 * (u * u / 1'000'000 * u / 1'000'000);
}

std::string filled(std::string_view words, Chance& chance) {
  std::string text;
  const std::string number = std::to_string(10'000 + chance.below(89'999));
  for (char c : words) {
    if (c == '#') text += number;
    else text += c;
  }
  return text;
}

std::string said(const std::vector<std::string_view>& lines, Chance& chance) {
  std::string text = filled(lines[chance.below(lines.size())], chance);
  for (int more = 0; more < 3 && chance.percent(12); ++more) text.append(chance.percent(20) ? "\n" : " ").append(filled(lines[chance.below(lines.size())], chance));
  return text;
}

}  // namespace

struct Story::Passport {
  const Tongue* tongue;
  std::string name, address;
  Channel channel;
  std::size_t agent;
  bool named_by_agent;
};

Story::Story(Wish wish, Stage stage) : wish_(wish), stage_(std::move(stage)), people_(wish.conversations + 1) {
  moments_.reserve(static_cast<std::size_t>(wish.conversations) * 5 + wish.thread_messages);
  plan_thread();
  for (std::uint32_t person = 1; person <= wish_.conversations; ++person) plan_person(person);
  std::stable_sort(moments_.begin(), moments_.end(), [](const Moment& a, const Moment& b) { return a.at < b.at; });
}

void Story::plan_thread() {
  if (wish_.thread_messages == 0) return;
  Chance chance(wish_.seed, 0);
  const std::int64_t gap = std::min(thread_gap_ms_max, thread_span_ms / wish_.thread_messages);
  for (std::uint32_t i = 0; i < wish_.thread_messages; ++i) {
    const std::uint32_t left = wish_.thread_messages - 1 - i;
    const std::int64_t early = left == 0 ? 0 : static_cast<std::int64_t>(chance.below(static_cast<std::uint64_t>(gap / 2 + 1)));
    const std::int64_t at = wish_.now.ms - 5 * second_ms - gap * left - early;
    moments_.push_back({at, 0, static_cast<std::uint16_t>(chance.next()), i == 0 || chance.percent(55) ? What::writes : What::replies});
  }
  std::sort(moments_.begin(), moments_.end(), [](const Moment& a, const Moment& b) { return a.at < b.at; });
  moments_.front().what = What::writes;
}

void Story::plan_person(std::uint32_t person) {
  Chance chance(wish_.seed, person);
  const std::int64_t age = age_of(chance);
  std::int64_t at = wish_.now.ms - age;
  std::vector<Moment> backwards;
  const auto put = [&](What what, std::int64_t earlier_ms) {
    backwards.push_back({at, person, static_cast<std::uint16_t>(chance.next()), what});
    at -= earlier_ms;
  };
  const std::int64_t a_while = 30 * second_ms;
  const bool old = age > limits::day_ms;
  if (old) put(What::read_by_first, second_ms);
  if (chance.percent(old ? 85 : 20)) put(What::resolves, a_while);
  if (chance.percent(4)) put(What::calls, a_while);
  const std::uint64_t turns = 1 + chance.below(3) + (chance.percent(10) ? chance.below(8) : 0);
  for (std::uint64_t turn = 0; turn < turns; ++turn) {
    if (turn > 0 || old || chance.percent(50)) put(What::replies, a_while + static_cast<std::int64_t>(chance.below(40 * 60)) * second_ms);
    put(What::writes, a_while);
    if (chance.percent(25)) put(What::writes, a_while + static_cast<std::int64_t>(chance.below(20 * 60)) * second_ms);
  }
  moments_.insert(moments_.end(), backwards.rbegin(), backwards.rend());
}

Story::Passport Story::passport(std::uint32_t person) const {
  Chance chance(wish_.seed ^ 0x70617373ull, person);
  const auto& all = tongues();
  const std::size_t which = chance.below(all.size() - 1 + times_english);
  const Tongue& tongue = all[person == 0 || which < times_english ? 0 : which - times_english + 1];
  const std::string_view given = tongue.given[chance.below(tongue.given.size())], family = tongue.family[chance.below(tongue.family.size())];
  Passport one;
  one.tongue = &tongue;
  one.name.append(tongue.family_first ? family : given).append(tongue.between).append(tongue.family_first ? given : family);
  const std::string digits = std::to_string(10'000'000 + person);
  one.address = "+" + std::string(tongue.country) + "555" + digits.substr(1);
  one.channel = person == 0 || chance.percent(55) ? Channel::whatsapp : Channel::sms;
  one.agent = chance.below(stage_.agents.size());
  one.named_by_agent = chance.percent(70);  // an SMS brings no name along
  return one;
}

bool Story::next(Step& step) {
  while (ready_.empty()) {
    if (told_ == moments_.size()) return false;
    tell(moments_[told_++]);
  }
  step = std::move(ready_.front());
  ready_.pop_front();
  return true;
}

// In order of time, so that rows that belong together lie together in the file.
CommandId Story::mint(std::uint64_t chance) {
  Chance low(wish_.seed, ++minted_ ^ chance << 40);
  return {(wish_.seed & 0xffff) << 48 | static_cast<std::uint64_t>(wish_.now.ms & 0xffff) << 32 | minted_, low.next() | 1};
}

void Story::add(const Moment& moment, Actor actor, CommandId id, Command command) { ready_.push_back({Instant{moment.at}, actor, id, std::move(command)}); }

void Story::tell(const Moment& moment) {
  const Passport one = passport(moment.person);
  Person& person = people_[moment.person];
  const auto conversation = derive<ConversationId>(person.opened, "conversation");
  const Actor first{ActorKind::agent, stage_.agents.front()}, answering{ActorKind::agent, stage_.agents[one.agent]};
  switch (moment.what) {
    case What::writes: return write(moment, one);
    case What::replies: return reply(moment, one);
    case What::calls: return call(moment, one);
    case What::resolves: return add(moment, answering, mint(moment.chance), Resolve{conversation});
    case What::read_by_first: return add(moment, first, mint(moment.chance), MarkRead{conversation, person.inbound});
  }
}

void Story::write(const Moment& moment, const Passport& one) {
  Person& person = people_[moment.person];
  Chance chance(wish_.seed ^ moment.chance, static_cast<std::uint64_t>(moment.at));
  const CommandId id = mint(moment.chance);
  if (person.inbound++ == 0) person.opened = id;
  ReceiveMessage message;
  message.number = one.channel == Channel::whatsapp ? stage_.whatsapp : stage_.sms;
  message.channel = one.channel;
  message.from.push_back({IdentityKind::phone, stage_.identity(IdentityKind::phone, one.address), one.address});
  if (one.channel == Channel::whatsapp) message.profile_name = one.name;
  message.body.text = said(one.tongue->asks, chance);
  add(moment, Actor{ActorKind::provider, {}}, id, std::move(message));
}

// The answer is told with what became of it; whoever answers has read, and may give a nameless contact a name.
void Story::reply(const Moment& moment, const Passport& one) {
  Person& person = people_[moment.person];
  Chance chance(wish_.seed ^ moment.chance, static_cast<std::uint64_t>(moment.at));
  const auto conversation = derive<ConversationId>(person.opened, "conversation");
  const Actor agent{ActorKind::agent, stage_.agents[one.agent]}, courier{ActorKind::courier, {}}, provider{ActorKind::provider, {}};
  if (!person.named && one.channel == Channel::sms && one.named_by_agent) add(moment, agent, mint(1), RenameContact{derive<ContactId>(person.opened, "contact"), one.name});
  person.named = true;
  add(moment, agent, mint(2), MarkRead{conversation, person.inbound});
  const CommandId id = mint(moment.chance);
  const auto message = same_bits<MessageId>(id);
  add(moment, agent, id, SendReply{conversation, {}, said(one.tongue->answers, chance)});
  add(moment, courier, mint(3), StartAttempt{message});
  if (chance.percent(1)) return add(moment, provider, mint(4), ReportDelivery{message, Delivery::failed, 30003});
  add(moment, provider, mint(4), ReportDelivery{message, one.channel == Channel::whatsapp && chance.percent(80) ? Delivery::read : Delivery::delivered, 0});
}

void Story::call(const Moment& moment, const Passport& one) {
  Chance chance(wish_.seed ^ moment.chance, static_cast<std::uint64_t>(moment.at));
  const CommandId id = mint(moment.chance);
  RecordCall record;
  record.call = derive<CallId>(id, "call");
  record.number = stage_.sms;
  record.other.push_back({IdentityKind::phone, stage_.identity(IdentityKind::phone, one.address), one.address});
  record.status = chance.percent(60) ? CallStatus::completed : CallStatus::no_answer;
  record.seconds = record.status == CallStatus::completed ? static_cast<std::int32_t>(20 + chance.below(900)) : 0;
  add(moment, Actor{ActorKind::provider, {}}, id, std::move(record));
}

}  // namespace tributary::demo
