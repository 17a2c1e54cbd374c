#include "relay/store/search_index.h"

#include <algorithm>
#include <filesystem>

#include "core/base/id_text.h"
#include "core/base/planted.h"
#include "core/base/search_text.h"
#include "relay/store/database.h"
#include "relay/store/failure.h"
#include "relay/store/statement.h"

namespace tributary::store {
namespace {

// What is lost in a fall is indexed again: no fsync per batch. Marks are letters of their word here, or Hindi would fall apart.
constexpr const char* schema = R"(
PRAGMA synchronous=NORMAL;
CREATE TABLE IF NOT EXISTS about(epoch TEXT NOT NULL, done INTEGER NOT NULL, version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS docs(
  seq INTEGER PRIMARY KEY, message BLOB NOT NULL UNIQUE, conversation BLOB NOT NULL, at INTEGER NOT NULL,
  attachment INTEGER NOT NULL, author BLOB, text TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS docs_by_time ON docs(at);
CREATE INDEX IF NOT EXISTS docs_with_attachment ON docs(seq) WHERE attachment = 1;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
  text, content='docs', content_rowid='seq', prefix='2 3 4', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M* So'");
CREATE TABLE IF NOT EXISTS names(number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS name_words USING fts5(
  name, content='names', content_rowid='number', prefix='2 3', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M* So'");
)";
constexpr std::int64_t version = 1;
constexpr std::size_t authors_max = 2000;     // people one from: may mean
constexpr std::size_t looked_at_max = 20'000; // rows one question reads before it answers with what it has
constexpr const char* hit_begin = "\x02";
constexpr const char* hit_end = "\x03";

// An FTS5 string: quotes doubled. Its words in a row are a phrase.
std::string quoted(const SearchTerm& term) {
  std::string out = "\"";
  for (char c : search_form(term.text)) {
    if (c == '\0') continue;
    out += c;
    if (c == '"') out += c;
  }
  out += '"';
  if (term.beginning && !ends_apart(term.text)) out += " *";
  return out;
}

// Side by side, not with AND: what has no letter in it, as the sign in "fish & chips", is no word to the index. Beside others
// such a phrase then says nothing; behind an AND it would find nothing.
std::string all_of(const std::vector<SearchTerm>& terms) {
  std::string out;
  for (const SearchTerm& term : terms) out += (out.empty() ? "" : PLANTED(211) ? " AND " : " ") + quoted(term);
  return out;
}

// Without any word to look for the exclusions cannot be part of the match: each row is asked for them.
std::string exclusions_of(const SearchAsk& ask) {
  std::string out;
  if (!ask.words.empty()) return out;
  for (const SearchTerm& term : ask.without) out += (out.empty() ? "" : " OR ") + quoted(term);
  return out;
}

std::string match_of(const SearchAsk& ask) {
  std::string out = all_of(ask.words);
  if (!out.empty() && !ask.without.empty()) {
    out = "(" + out + ")";
    for (const SearchTerm& term : ask.without) out += " NOT " + quoted(term);
  }
  return out;
}

std::vector<SearchPiece> pieces_of(const std::string& marked) {
  std::vector<SearchPiece> pieces;
  std::size_t at = 0;
  bool hit = false;
  while (at <= marked.size()) {
    const std::size_t end = std::min(marked.find(hit ? hit_end[0] : hit_begin[0], at), marked.size());
    if (end > at) pieces.push_back({shown_form(std::string_view(marked).substr(at, end - at)), hit});
    if (end == marked.size()) break;
    hit = !hit;
    at = end + 1;
  }
  return pieces;
}

void throw_away(const std::string& file) {
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(file + tail);
}

}  // namespace

struct SearchIndex::Inside {
  explicit Inside(const std::string& file) : database(file), scheme(database) {}
  // What a power cut takes from it is read again from the log, together with how far that was read: no flush of its own after
  // each batch, behind which commits of the log would wait. What it flushes at its checkpoints keeps the file whole.
  struct Scheme { explicit Scheme(Database& d) { d.run("PRAGMA synchronous=NORMAL"), d.run(schema); } };
  Database database;
  Scheme scheme;
  Statement done{database, "SELECT done FROM about"};
  Statement set_done{database, "UPDATE about SET done = ?"};
  Statement old{database, "SELECT seq, text, at FROM docs WHERE message = ?"};
  Statement unindex{database, "INSERT INTO words(words, rowid, text) VALUES('delete', ?, ?)"};
  Statement drop{database, "DELETE FROM docs WHERE seq = ?"};
  Statement insert{database, "INSERT OR REPLACE INTO docs(seq, message, conversation, at, attachment, author, text) VALUES(?, ?, ?, ?, ?, ?, ?)"};
  Statement index{database, "INSERT INTO words(rowid, text) VALUES(?, ?)"};
  Statement old_name{database, "SELECT number, name FROM names WHERE id = ?"};
  Statement unindex_name{database, "INSERT INTO name_words(name_words, rowid, name) VALUES('delete', ?, ?)"};
  Statement put_name{database, "INSERT INTO names(id, name) VALUES(?, ?) ON CONFLICT(id) DO UPDATE SET name = excluded.name"};
  Statement index_name{database, "INSERT INTO name_words(rowid, name) SELECT number, name FROM names WHERE id = ?"};
  Statement people{database, "SELECT id FROM names WHERE number IN (SELECT rowid FROM name_words WHERE name_words MATCH ?) LIMIT ?"};
  Statement by_words{database,
      "SELECT docs.seq, docs.message, docs.conversation, docs.at, docs.attachment, docs.author FROM words JOIN docs ON docs.seq = words.rowid "
      "WHERE words MATCH ? AND words.rowid < ? ORDER BY words.rowid DESC"};
  Statement snippet{database, "SELECT snippet(words, 0, char(2), char(3), '…', 24) FROM words WHERE words MATCH ? AND rowid = ?"};
  Statement by_time{database,
      "SELECT seq, message, conversation, at, attachment, author FROM docs WHERE seq < ? ORDER BY seq DESC"};
  Statement by_attachment{database,
      "SELECT seq, message, conversation, at, attachment, author FROM docs WHERE attachment = 1 AND seq < ? ORDER BY seq DESC"};
  Statement beginning{database, "SELECT substr(text, 1, 240) FROM docs WHERE seq = ?"};
  Statement says{database, "SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?"};
  Statement last_before{database, "SELECT seq FROM docs WHERE at < ? ORDER BY at DESC, seq DESC LIMIT 1"};

  struct Place { std::uint64_t seq = 0; Instant at; };
  std::vector<SearchPiece> snippet_of(std::string_view match, std::uint64_t seq);
  std::optional<Place> forget(MessageId);  // where it stood
  void name(const SearchName&);
  SearchAsk::Authors authors(const SearchAsk::Names&, const SearchAsk::Authors& known);
  bool says_any(std::string_view match, std::uint64_t seq);
};

SearchIndex::SearchIndex(const std::string& folder, Epoch epoch) {
  const std::string file = folder + "/search.db", ours = base32(epoch.high, epoch.low);
  for (int attempt = 0;; ++attempt) {
    try {
      inside_ = std::make_unique<Inside>(file);
      Database& database = inside_->database;
      const bool known = database.sentence("SELECT epoch FROM about") == ours && database.number("SELECT version FROM about") == version;
      if (known) return;
      if (database.number("SELECT count(*) FROM about") == 0) {
        Statement begin(database, "INSERT INTO about(epoch, done, version) VALUES(?, 0, ?)");
        Use(begin).bind(std::string_view(ours)).bind(version).insert();
        return;
      }
    } catch (const StorageFailed&) {
      if (attempt > 0) throw;
    }
    inside_.reset();
    throw_away(file);
  }
}

SearchIndex::~SearchIndex() = default;

std::uint64_t SearchIndex::done() const {
  Use use(inside_->done);
  return use.row() ? as_unsigned(use.integer(0)) : 0;
}

std::uint64_t SearchIndex::rows() const { return as_unsigned(inside_->database.number("SELECT count(*) FROM docs")); }

std::optional<SearchIndex::Inside::Place> SearchIndex::Inside::forget(MessageId message) {
  std::int64_t seq = 0, at = 0;
  std::string text;
  {
    Use use(old);
    use.bind(message);
    if (!use.row()) return {};
    seq = use.integer(0);
    text = use.text(1);
    at = use.integer(2);
  }
  Use(unindex).bind(seq).bind(std::string_view(text)).insert();
  Use(drop).bind(seq).insert();
  return Place{as_unsigned(seq), Instant{at}};
}

void SearchIndex::Inside::name(const SearchName& person) {
  const std::string form = search_form(person.name);
  {
    std::int64_t number = 0;
    std::string before;
    {
      Use use(old_name);
      use.bind_id(person.high, person.low);
      if (use.row()) number = use.integer(0), before = use.text(1);
    }
    if (number != 0 && before == form) return;
    if (number != 0) Use(unindex_name).bind(number).bind(std::string_view(before)).insert();
  }
  Use(put_name).bind_id(person.high, person.low).bind(std::string_view(form)).insert();
  Use(index_name).bind_id(person.high, person.low).insert();
}

void SearchIndex::add(const std::vector<SearchRow>& rows, const std::vector<SearchName>& names, std::uint64_t up_to) {
  Inside& in = *inside_;
  in.database.run("BEGIN IMMEDIATE");
  try {
    for (const SearchRow& row : rows) {
      const Inside::Place place = in.forget(row.message).value_or(Inside::Place{row.seq, row.at});
      if (row.gone) continue;
      const std::string form = search_form(row.text);
      Use(in.insert).bind(as_signed(place.seq)).bind(row.message).bind(row.conversation).bind(place.at.ms).bind(std::int64_t{row.attachment})
          .bind_id(row.author_high, row.author_low).bind(std::string_view(form)).insert();
      Use(in.index).bind(as_signed(place.seq)).bind(std::string_view(form)).insert();
    }
    for (const SearchName& person : names) in.name(person);
    Use(in.set_done).bind(as_signed(up_to)).insert();
    in.database.run("COMMIT");
  } catch (...) {
    try { in.database.run("ROLLBACK"); } catch (const StorageFailed&) {}  // the first failure is the one to tell
    throw;
  }
}

SearchAsk::Authors SearchIndex::Inside::authors(const SearchAsk::Names& names, const SearchAsk::Authors& known) {
  SearchAsk::Authors found = known;
  for (const auto& name : names) {
    const std::string match = all_of(name);
    Use use(people);
    use.bind(std::string_view(match)).bind(static_cast<std::int64_t>(authors_max));
    while (use.row()) {
      const auto id = use.id<IdentityId>(0);
      found.emplace_back(id.high, id.low);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool SearchIndex::Inside::says_any(std::string_view match, std::uint64_t seq) {
  Use use(says);
  use.bind(match).bind(as_signed(seq));
  return use.row();
}

std::vector<SearchPiece> SearchIndex::Inside::snippet_of(std::string_view match, std::uint64_t seq) {
  Use use(match.empty() ? beginning : snippet);
  if (!match.empty()) use.bind(match);
  use.bind(as_signed(seq));
  return use.row() ? pieces_of(use.text(0)) : std::vector<SearchPiece>{};
}

SearchFound SearchIndex::find(const SearchAsk& ask) {
  Inside& in = *inside_;
  const auto authors = in.authors(ask.from, ask.from_ids), others = in.authors(ask.without_from, ask.without_ids);
  const bool by_author = !ask.from.empty() || !ask.from_ids.empty();
  SearchFound found;
  if (by_author && authors.empty()) return found;
  std::uint64_t below = ask.below == 0 ? static_cast<std::uint64_t>(INT64_MAX) : ask.below;
  if (ask.before.ms > 0) {
    Use use(in.last_before);
    use.bind(ask.before.ms);
    below = std::min(below, use.row() ? as_unsigned(use.integer(0)) + 1 : 1);
  }
  const std::string match = match_of(ask), exclusions = exclusions_of(ask);
  Use use(!match.empty() ? in.by_words : ask.attachment ? in.by_attachment : in.by_time);
  if (!match.empty()) use.bind(std::string_view(match));
  use.bind(as_signed(below));
  for (std::size_t looked_at = 0; use.row(); ++looked_at) {
    const std::uint64_t seq = as_unsigned(use.integer(0));
    if (looked_at >= looked_at_max || found.hits.size() >= ask.limit) {
      found.next = seq + 1;
      break;
    }
    const Instant at{use.integer(3)};
    if (ask.after.ms > 0 && at < ask.after) break;  // the log is in the order of time
    const auto conversation = use.id<ConversationId>(2);
    if (ask.before.ms > 0 && at >= ask.before) continue;
    if (ask.attachment && use.integer(4) == 0) continue;
    if (ask.no_attachment && use.integer(4) != 0) continue;
    if (ask.only && !std::binary_search(ask.only->begin(), ask.only->end(), conversation)) continue;
    const auto author = use.id<IdentityId>(5);
    const std::pair written_by(author.high, author.low);
    if (by_author && !std::binary_search(authors.begin(), authors.end(), written_by)) continue;
    if (std::binary_search(others.begin(), others.end(), written_by)) continue;
    if (!exclusions.empty() && in.says_any(exclusions, seq)) continue;
    found.hits.push_back({seq, use.id<MessageId>(1), conversation, at, {}});
  }
  // Marking the words is dear: only in what is shown.
  for (SearchHit& hit : found.hits) hit.snippet = in.snippet_of(match, hit.seq);
  return found;
}

}  // namespace tributary::store
