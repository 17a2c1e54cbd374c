// How much the store costs beside the least that could be done: turns of inbound messages as the host writes them,
// and in the same run one row per message in one table, committed in turns of the same size.
//
//   store_bench [FOLDER] [MESSAGES]     the folder decides which disk is measured
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include "core/wire/json.h"
#include "relay/store/keys.h"
#include "relay/store/store.h"

namespace fs = std::filesystem;

namespace tributary::store {
namespace {

// Wall time, and the processor's: the second says what a busy machine or a slow disk hides.
struct Took { double seconds = 0, busy = 0; };

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Took time_of(auto work) {
  const auto begin = std::chrono::steady_clock::now();
  const double busy = processor_seconds();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), processor_seconds() - busy};
}

// What Twilio posts for one SMS, in size.
const std::string webhook(420, 'x');

struct Shape { const char* name; int events, contents, items; };
constexpr Shape known{"known contact", 1, 1, 0};
constexpr Shape fresh{"new conversation", 4, 3, 1};

// Who writes: 5,000 people, so that the trees are touched in many places.
struct People {
  std::vector<ThreadId> threads;
  People() { for (int i = 0; i < 5000; ++i) threads.push_back(mint<ThreadId>()); }
};

void append(TenantStore& store, const Event& event, ThreadId thread, MessageId message, CommandId cause) {
  static const std::string actor = wire::actor_text(Actor{ActorKind::provider, {}});
  store.append({store.head() + 1, Instant{1'790'000'000'000}, actor, wire::event_text(event), cause}, thread, message);
}

void write_events(TenantStore& store, const Shape& shape, ThreadId thread, CommandId cause) {
  const auto message = same_bits<MessageId>(cause);
  const ConversationId conversation{thread.high, thread.low + 1};
  const SessionId session{thread.high, thread.low + 2};
  if (shape.events > 1) {
    append(store, ContactAdded{ContactId{thread.high, cause.low}}, thread, {}, cause);
    append(store, ConversationOpened{conversation, thread}, thread, {}, cause);
    append(store, SessionOpened{session, conversation, {}, {}, Channel::sms, true}, thread, {}, cause);
  }
  append(store, MessageReceived{message, conversation, session, NumberId{1, 1}, IdentityId{2, thread.low}, Channel::sms, MessageKind::text}, thread, message, cause);
}

void write_words(TenantStore& store, const Shape& shape, CommandId cause) {
  MessageBody body;
  body.id = same_bits<MessageId>(cause);
  body.text = "Hello, is the blue one still there? I could come by on Saturday before noon.";
  store.put_content(body);
  if (shape.contents == 1) return;
  store.put_content(ContactName{same_bits<ContactId>(cause), "Zoe from the harbour"});
  store.put_content(AddressText{same_bits<IdentityId>(cause), "+15550100101"});
}

void write_message(TenantStore& store, const Shape& shape, const People& people, std::size_t at) {
  const auto cause = mint<CommandId>();
  const std::string item = "SM" + sha256_hex(std::to_string(cause.low)).substr(0, 32);
  store.claim("message/" + item, cause.low, same_bits<MessageId>(cause));
  write_events(store, shape, people.threads[at * 7919 % people.threads.size()], cause);
  write_words(store, shape, cause);
  if (shape.items) store.remember_item("item/twilio/AC0123456789abcdef0123456789abcdef/" + item, same_bits<MessageId>(cause));
}

struct Measured { double per_second, busy_us, statements; };

Measured measured(Took took, std::size_t messages, std::uint64_t statements) {
  const auto count = static_cast<double>(messages);
  return {count / took.seconds, took.busy / count * 1e6, static_cast<double>(statements) / count};
}

Measured run_store(const std::string& folder, const Shape& shape, const People& people, std::size_t messages, std::size_t turn) {
  const auto store = TenantStore::open(folder);
  const std::uint64_t before = store->statements();
  const Took took = time_of([&] {
    for (std::size_t at = 0; at < messages; ++at) {
      write_message(*store, shape, people, at);
      if ((at + 1) % turn == 0) store->commit();
    }
    store->commit();
  });
  return measured(took, messages, store->statements() - before);
}

void must(bool good, sqlite3* database) {
  if (good) return;
  std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(database));
  std::exit(1);
}

Measured run_bare(const std::string& file, std::size_t messages, std::size_t turn) {
  sqlite3* database = nullptr;
  must(sqlite3_open(file.c_str(), &database) == SQLITE_OK, database);
  must(sqlite3_exec(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
                              "CREATE TABLE event(id INTEGER PRIMARY KEY, key TEXT UNIQUE, at INTEGER, body TEXT)", nullptr, nullptr, nullptr) == SQLITE_OK, database);
  sqlite3_stmt* insert = nullptr;
  must(sqlite3_prepare_v2(database, "INSERT INTO event(key, at, body) VALUES(?, 1, ?) ON CONFLICT DO NOTHING", -1, &insert, nullptr) == SQLITE_OK, database);
  const Took took = time_of([&] {
    for (std::size_t at = 0; at < messages; ++at) {
      if (at % turn == 0) must(sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK, database);
      const std::string key = "SM" + sha256_hex(std::to_string(at)).substr(0, 32);
      sqlite3_bind_text(insert, 1, key.c_str(), static_cast<int>(key.size()), SQLITE_STATIC);
      sqlite3_bind_text(insert, 2, webhook.c_str(), static_cast<int>(webhook.size()), SQLITE_STATIC);
      must(sqlite3_step(insert) == SQLITE_DONE, database);
      sqlite3_reset(insert);
      if ((at + 1) % turn == 0 || at + 1 == messages) must(sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK, database);
    }
  });
  sqlite3_finalize(insert);
  sqlite3_close(database);
  return measured(took, messages, messages + 2 * messages / turn);
}

void compare(const std::string& folder, const Shape& shape, const People& people, std::size_t messages, std::size_t turn) {
  const std::string place = folder + "/" + std::to_string(turn) + "-" + std::to_string(shape.events);
  const Measured bare = run_bare(place + "-bare.db", messages, turn);
  const Measured ours = run_store(place, shape, people, messages, turn);
  const int rows = shape.events + shape.contents + shape.items + 1;
  std::printf("%-17s %5zu %11.0f %9.0f %11.1f %10.0f | %11.0f %9.0f | %5.2f\n", shape.name, turn, ours.per_second, ours.per_second * rows,
              ours.statements, ours.busy_us, bare.per_second, bare.busy_us, ours.per_second / bare.per_second);
  std::fflush(stdout);
}

}  // namespace
}  // namespace tributary::store

int main(int argc, char** argv) {
  using namespace tributary::store;
  const fs::path base = argc > 1 ? fs::path(argv[1]) : fs::temp_directory_path();
  const std::size_t messages = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 5'000;
  const fs::path folder = base / "tributary-store-bench";
  fs::remove_all(folder);
  fs::create_directories(folder);
  const People people;
  std::printf("%-17s %5s %11s %9s %11s %10s | %11s %9s | %5s\n", "shape", "turn", "messages/s", "rows/s", "statements", "cpu us",
              "bare rows/s", "cpu us", "ratio");
  for (const Shape& shape : {known, fresh})
    for (const std::size_t turn : {std::size_t{1}, std::size_t{10}, std::size_t{100}})
      compare(folder.string(), shape, people, turn == 1 ? messages / 10 : messages, turn);
  fs::remove_all(folder);
  return 0;
}
