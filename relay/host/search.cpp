#include "relay/host/search.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <iostream>
#include <utility>

#include "core/base/civil.h"
#include "core/base/limits.h"
#include "core/inbox/contact_merge.h"
#include "core/wire/json.h"
#include "relay/host/search_filter.h"
#include "relay/store/failure.h"

namespace tributary::host {
namespace {

constexpr std::size_t slice_lines = 400;      // read in one go on the loop: about two milliseconds
constexpr std::uint64_t waited_for_max = 2'000;  // lines a question waits for: some tenths of a second
// Each batch is a transaction of its own: what a fifth of a second brings together costs little more than one message.
constexpr std::chrono::milliseconds behind_the_commit{200}, after_a_failure{30'000};

template <class... Overloads>
struct Match : Overloads... { using Overloads::operator()...; };
template <class... Overloads>
Match(Overloads...) -> Match<Overloads...>;

void join(std::string& text, std::string_view more) {
  if (more.empty()) return;
  if (!text.empty()) text += '\n';
  text += more;
}

std::string everything_said(const store::TenantStore& store, const MessageBody& body) {
  std::string text = body.text;
  if (body.choice) join(text, body.choice->title);
  if (body.location) join(text, body.location->label), join(text, body.location->address);
  for (std::uint32_t i = 0; i < body.media; ++i)
    if (auto item = store.media(body.id, i)) join(text, item->name);
  return text;
}

// Midnight of that day where the searcher is.
Instant day_begin(const SearchDay& day, int utc_offset_minutes) {
  const Instant utc = instant_of({day.year, day.month, day.day});
  return {utc.ms - utc_offset_minutes * limits::minute_ms};
}

std::vector<store::SearchTerm> terms_of(const std::vector<SearchWords>& words) {
  std::vector<store::SearchTerm> terms;
  for (const SearchWords& one : words) terms.push_back({one.text, one.unfinished});
  return terms;
}

std::vector<store::SearchTerm> name_terms(const std::string& name) {
  std::vector<store::SearchTerm> terms;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    if (end > at) terms.push_back({name.substr(at, end - at), true});
    at = end + 1;
  }
  return terms;
}

}  // namespace

struct Searcher::Slice {
  std::vector<store::SearchRow> rows;
  std::vector<store::SearchName> names;
  std::uint64_t up_to = 0;
};

struct Searcher::Inside {
  std::string folder;
  Epoch epoch;
  std::unique_ptr<store::SearchIndex> index;
};

Searcher::Searcher(boost::asio::io_context& io, boost::asio::thread_pool& pool, TenantRuntime& tenant)
    : io_(io), pool_(pool), tenant_(tenant), timer_(io), inside_(std::make_shared<Inside>()) {
  tenant_.follow(*this);
}

Searcher::~Searcher() = default;

void Searcher::start() {
  started_ = true;
  pump();
}

void Searcher::stop() {
  started_ = false;
  timer_.cancel();
  answer_waiting(true);
}

// After an import, a restore or a new index there is very much to read and little comes meanwhile: then one slice follows the
// other. While much comes, what is said now goes before what may be looked for.
std::chrono::milliseconds Searcher::rest() const {
  const bool far = behind() >= slice_lines, quiet = tenant_.head() - head_then_ < slice_lines / 20;
  return !opened_ || !waiting_.empty() || (far && quiet) ? std::chrono::milliseconds(0) : behind_the_commit;
}

void Searcher::pump() {
  if (!started_ || busy_ || (opened_ && read_to_ == tenant_.head())) return;
  busy_ = pausing_ = true;
  timer_.expires_after(rest());
  timer_.async_wait([this, alive = std::weak_ptr(inside_)](boost::system::error_code ec) {
    if (!ec && !alive.expired() && std::exchange(pausing_, false)) read_slice();
  });
}

// Somebody waits for what was said a moment ago.
void Searcher::hurry() {
  if (!pausing_) return pump();
  busy_ = pausing_ = false;
  timer_.cancel();
  pump();
}

void Searcher::answer_waiting(bool all) {
  std::vector<Waiting> still;
  for (Waiting& one : std::exchange(waiting_, {})) {
    if (all || one.until <= read_to_) ask_now(one.question, one.until <= read_to_, std::move(one.done));
    else still.push_back(std::move(one));
  }
  waiting_ = std::move(still);
}

// What was said about a person may have changed with any of these. Contacts that were merged are one person: each of
// their addresses answers to every one of their names.
void Searcher::name_contact(ContactId id, Slice& slice) const {
  const State& state = tenant_.state();
  const ContactId root = root_contact(state, id);
  std::string names;
  for (ContactId one : merged_family(state, root)) names += tenant_.store().contact_name(one).value_or("") + " ";
  for (IdentityId identity : identities_of(state, root))
    slice.names.push_back({identity.high, identity.low, names + tenant_.store().address(identity).value_or("")});
}

// As it reads now, whatever it said then; a note that was deleted says nothing any more.
void Searcher::take_note(NoteId id, store::SearchRow row, Slice& slice) const {
  const auto text = tenant_.store().row_text(NoteBody{id, {}});
  const auto content = text ? wire::parse_content(*text) : std::nullopt;
  const auto* body = content ? std::get_if<NoteBody>(&*content) : nullptr;
  row.message = same_bits<MessageId>(id);
  row.gone = !body || body->text.empty();
  if (body) row.text = body->text;
  slice.rows.push_back(std::move(row));
}

void Searcher::take(const store::StoredLine& line, Slice& slice) const {
  const auto event = wire::parse_event(line.event);
  const auto actor = wire::parse_actor(line.actor);
  if (!event || !actor) return;  // the log itself is checked elsewhere
  auto said = [&](MessageId id, ConversationId conversation, std::uint64_t high, std::uint64_t low) {
    const auto body = tenant_.store().body(id);
    if (body) slice.rows.push_back({line.seq, id, conversation, line.at, body->media > 0, high, low, everything_said(tenant_.store(), *body)});
  };
  auto noted = [&](NoteId id, ConversationId conversation) {
    take_note(id, {line.seq, {}, conversation, line.at, false, actor->agent.high, actor->agent.low, {}}, slice);
  };
  std::visit(Match{
      [&](const MessageReceived& e) { said(e.message, e.conversation, e.identity.high, e.identity.low); },
      [&](const ReplyQueued& e) { said(e.message, e.conversation, actor->agent.high, actor->agent.low); },
      [&](const NoteAdded& e) { noted(e.note, e.conversation); },
      [&](const NoteEdited& e) { noted(e.note, e.conversation); },
      [&](const NoteDeleted& e) { noted(e.note, e.conversation); },
      [&](const ContactsMerged& e) { name_contact(e.into, slice); },
      [&](const ContactUnmerged& e) { name_contact(e.contact, slice), name_contact(e.out_of, slice); },
      [&](const ContactAdded& e) { name_contact(e.contact, slice); },
      [&](const ContactRenamed& e) { name_contact(e.contact, slice); },
      [&](const IdentityBound& e) { name_contact(e.contact, slice); },
      [&](const AgentConfigured& e) {
        if (auto row = tenant_.store().agent_name_text(e.agent.id))
          if (auto content = wire::parse_content(*row))
            if (auto* name = std::get_if<AgentName>(&*content)) slice.names.push_back({e.agent.id.high, e.agent.id.low, name->name});
      },
      [](const auto&) {},
  }, *event);
}

void Searcher::read_slice() {
  auto slice = std::make_shared<Slice>();
  head_then_ = tenant_.head();
  if (opened_) {
    if (tenant_.store().in_turn()) tenant_.round().finish_now();
    const auto lines = tenant_.store().lines_after(read_to_, slice_lines);
    for (const auto& line : lines) take(line, *slice);
    slice->up_to = lines.empty() ? tenant_.head() : lines.back().seq;
  }
  inside_->folder = tenant_.folder();
  inside_->epoch = tenant_.epoch();
  boost::asio::post(pool_, [this, &io = io_, inside = inside_, slice, opening = !opened_]() mutable {
    bool good = true;
    std::uint64_t up_to = slice->up_to;
    try {
      if (opening) {
        inside->index = std::make_unique<store::SearchIndex>(inside->folder, inside->epoch);
        up_to = inside->index->done();
      } else {
        inside->index->add(slice->rows, slice->names, slice->up_to);
      }
    } catch (const store::StorageFailed& failed) {
      std::cerr << "Search: " << failed.what() << std::endl;
      inside->index.reset();  // opened anew, and made anew when it is damaged
      good = false;
    }
    // A tenant may have gone meanwhile: only what its searcher holds too is still there to be told.
    boost::asio::post(io, [this, alive = std::weak_ptr(std::exchange(inside, nullptr)), good, up_to] {
      if (!alive.expired()) sliced(good, up_to);
    });
  });
}

void Searcher::sliced(bool good, std::uint64_t up_to) {
  opened_ = good;
  if (good) read_to_ = up_to;
  if (good) busy_ = false;
  answer_waiting(!good);
  if (good) return pump();
  timer_.expires_after(after_a_failure);
  timer_.async_wait([this, alive = std::weak_ptr(inside_)](boost::system::error_code ec) {
    if (alive.expired()) return;
    busy_ = false;
    if (!ec) pump();
  });
}

store::SearchAsk Searcher::asked(const Question& question) const {
  const SearchQuery& query = question.query;
  store::SearchAsk ask;
  ask.words = terms_of(query.words);
  ask.without = terms_of(query.without);
  const auto people = [&](const std::vector<std::string>& names, store::SearchAsk::Names& by_name, store::SearchAsk::Authors& by_id) {
    for (const std::string& name : names) {
      if (name == "me") by_id.emplace_back(question.viewer.high, question.viewer.low);
      else by_name.push_back(name_terms(name));
    }
  };
  people(query.from, ask.from, ask.from_ids);
  people(query.without_from, ask.without_from, ask.without_ids);
  if (query.after) ask.after = day_begin(*query.after, question.after_offset_minutes);
  if (query.before) ask.before = day_begin(*query.before, question.before_offset_minutes);
  ask.attachment = query.has_attachment;
  ask.no_attachment = query.no_attachment;
  ask.below = question.below;
  ask.limit = question.limit;
  if (!HeaderFilter::needed(query)) return ask;
  const HeaderFilter filter(tenant_, query, question.viewer);
  ask.only.emplace();
  tenant_.state().conversations.for_each([&](ConversationId id, const Conversation& c) {
    if (filter.passes(c)) ask.only->push_back(id);
  });
  std::sort(ask.only->begin(), ask.only->end());
  return ask;
}

void Searcher::ask(const Question& question, Done done) {
  const std::uint64_t missing = behind();
  if (!started_ || !opened_ || missing == 0 || missing > waited_for_max) return ask_now(question, opened_ && missing == 0, std::move(done));
  waiting_.push_back({tenant_.head(), question, std::move(done)});
  hurry();
}

void Searcher::ask_now(const Question& question, bool complete, Done done) {
  store::SearchAsk ask;
  const auto look = [&] { ask = asked(question); };
  question.counted ? question.counted(look) : look();
  boost::asio::post(pool_, [&io = io_, inside = inside_, ask = std::move(ask), complete, done = std::move(done)]() mutable {
    std::optional<store::SearchFound> found;
    try {
      if (inside->index) found = inside->index->find(ask);
      if (found) found->complete = complete;
    } catch (const store::StorageFailed& failed) {
      std::cerr << "Search: " << failed.what() << std::endl;
    }
    boost::asio::post(io, [done = std::move(done), found = std::move(found)]() mutable { done(std::move(found)); });
  });
}

}  // namespace tributary::host
