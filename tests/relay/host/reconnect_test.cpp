// P5 as a model: hundreds of pages over a bad line, cursors bent, histories renewed, people let go and taken back, roles
// given and taken in the middle of the stream, snapshots that race with what happens. Whenever it becomes quiet, everybody's state is the relay's as they may see it.
//   TRIBUTARY_SEED=N repeats a run; TRIBUTARY_QUICK=1 is smaller, TRIBUTARY_LONG=1 plays 40 rounds.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <optional>

#include "core/base/id_text.h"
#include "tests/relay/host/fault_proxy.h"
#include "tests/relay/host/page_client.h"
#include "tests/relay/host/living_relay.h"
#include "tests/support/own_time.h"

namespace tributary::test {
namespace {

std::uint64_t number_of(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

// Somebody with pages open: signed in, or let go for a while.
struct Person { AgentId id; std::string email, cookie; bool active = true; Role role = Role::agent; };
// hears_until: where the log stood when its person was let go or changed. Until it arrives anew it hears nothing later.
struct Seat { std::unique_ptr<PageClient> page; std::size_t person = 0; bool bent = false; std::optional<std::uint64_t> hears_until = {}; };

class Reconnect : public ::testing::Test {
 protected:
  void SetUp() override {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4096);
    setrlimit(RLIMIT_NOFILE, &files);
    RecordProperty("seed", std::to_string(seed));
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    proxy.lead_to(relay.port);
  }
  void people(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      Person one;
      one.email = "p" + std::to_string(i) + "@example.com";
      one.cookie = relay.cookie_of(one.email, Role::agent);
      one.id = relay.house->system().user_by_email(one.email)->id;
      everybody.push_back(one);
    }
  }
  void sit_down(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) seats.push_back({std::make_unique<PageClient>(relay.io), i % everybody.size()});
  }
  std::string ticket(const Person& one) {
    auto answer = relay.ask("POST", "/api/v1/session/ticket", "", {{"Cookie", one.cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}});
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.status == 200 ? std::string(answer.json().at("ticket").as_string()) : "";
  }
  void arrive(Seat& seat, PageClient::Bend bend = PageClient::Bend::none) {
    const Person& one = everybody[seat.person];
    if (!one.active) return;
    seat.bent = bend != PageClient::Bend::none;
    seat.hears_until.reset();
    seat.page->connect(proxy.port(), one.cookie, ticket(one), bend, 1 + prng.below(20));
    ++(seat.bent ? bends : reconnects);
  }
  void customer_writes() {
    ++hooks;
    const std::string who = "+1555010" + std::to_string(1000 + prng.below(40));
    EXPECT_EQ(relay.hook("sms", relay.sms("SM" + std::to_string(hooks), who, "item " + std::to_string(hooks))).status, 200);
  }
  void act(Seat& seat) {
    ConversationId any;
    std::uint64_t skip = prng.below(1 + seat.page->session().state().conversation_count);
    seat.page->session().state().conversations.for_each([&](ConversationId id, const Conversation&) { if (skip-- == 0 || !any) any = id; });
    if (!any || !seat.page->session().welcome()) return;
    const auto id = prng.id<CommandId>();
    switch (prng.below(7)) {
      case 0: return seat.page->ask(id, Resolve{any});
      case 1: return seat.page->ask(id, Reopen{any});
      case 2: return seat.page->ask(id, AddNote{any, {}, "note " + std::to_string(prng.below(1000)), {}});
      case 3: return seat.page->ask(id, SendReply{any, {}, "reply " + std::to_string(prng.below(1000))});
      // Only an admin's page does this; whose role was taken meanwhile is told so by the relay, and takes it back.
      case 4: return everybody[seat.person].role == Role::admin ? seat.page->ask(id, ConfigureTeam{{}, "team " + std::to_string(prng.below(1000)), {}}) : void();
      default: return seat.page->ask(id, MarkRead{any, 1});
    }
  }
  // Lets the loop run until nothing is ready, a few times over.
  void breathe() {
    for (int i = 0; i < 40; ++i) {
      if (relay.io.stopped()) relay.io.restart();
      if (relay.io.poll() == 0) relay.io.run_one_for(std::chrono::milliseconds(1));
    }
  }
  void let_go_or_take_back() {
    Person& one = everybody[prng.below(everybody.size())];
    one.active = !one.active;
    relay.house->set_user_active("default", one.id, one.active);
    relay.house->round().finish_now();
    ++flips;
    one.active ? sign_in(one) : shut_out(one);
  }
  void change_role() {
    const auto from = everybody.begin() + static_cast<std::ptrdiff_t>(prng.below(everybody.size()));
    auto one = std::find_if(from, everybody.end(), [](const Person& p) { return p.active; });
    if (one == everybody.end()) return;
    set_role(*one);
    sign_in(*one);
  }
  void set_role(Person& one) {
    one.role = one.role == Role::admin ? Role::agent : Role::admin;
    relay.house->set_user_role("default", one.id, one.role);
    relay.house->round().finish_now();
    ++roles;
    shut_out(one);
  }
  void shut_out(const Person& one) {
    for (Seat& seat : seats)
      if (everybody[seat.person].id == one.id) seat.hears_until = relay_head();
  }
  void sign_in(Person& one) {
    const std::string secret = store::random_secret();
    const Instant now = relay.house->clock().now();
    relay.house->system().add_session(secret, {"", one.id, "default", now, now, relay.house->system().user(one.id)->version});
    one.cookie = "__Host-tributary=" + secret;
  }
  // P15 within P5: a page whose person was let go or changed hears nothing of what comes after.
  void check_let_go() {
    for (const Seat& seat : seats)
      if (seat.hears_until && seat.page->session().has_cursor()) {
        EXPECT_LE(seat.page->session().replica().sequence(), *seat.hears_until) << everybody[seat.person].email << " heard on after being let go";
      }
  }
  void new_history() {
    relay.tenant().runtime.writing().start_epoch();
    relay.house->round().finish_now();
    relay.restart();
    proxy.lead_to(relay.port);
    ++epochs;
  }
  void one_step() {
    if (prng.chance(30)) customer_writes();
    if (prng.chance(3)) let_go_or_take_back();
    if (prng.chance(3)) change_role();
    Seat& seat = seats[prng.below(seats.size())];
    if (!seat.page->connected()) {
      const std::uint64_t how = prng.below(10);
      arrive(seat, how < 5 ? PageClient::Bend::none : static_cast<PageClient::Bend>(how - 5));
    } else if (prng.chance(10)) {
      seat.page->disconnect();
      if (prng.chance(20)) seat.page->session().want_fresh_snapshot();
    } else {
      act(seat);
    }
    breathe();
  }
  bool settled(const Seat& seat) {
    const ClientSession& session = seat.page->session();
    return session.link() == ClientSession::Link::live && session.waiting() == 0 && session.replica().sequence() == relay_head();
  }
  std::uint64_t relay_head() { return relay.tenant().runtime.head(); }
  // The line is good, everybody is taken back, nobody acts: now all must be the same.
  void become_quiet() {
    proxy.faults(false);
    for (Person& one : everybody)
      if (!one.active) {
        one.active = true;
        relay.house->set_user_active("default", one.id, true);
        relay.house->round().finish_now();
        sign_in(one);
      }
    // A bent cursor that lied about what the page has is healed by one more honest hello.
    for (int turn = 0; turn < 5; ++turn) {
      bool all = true;
      for (Seat& seat : seats) {
        if (settled(seat)) continue;
        all = false;
        if (!seat.page->connected()) arrive(seat);
      }
      if (all) break;
      hear_out();
      for (Seat& seat : seats)
        if (!settled(seat)) seat.page->disconnect();
    }
  }
  // Until everybody is settled or has lost the line. Who is neither while nothing at all passes the line has nothing to come:
  // only the time counts in which the loop had nothing to do, so that nobody is given up who is only slow.
  void hear_out() {
    constexpr std::chrono::milliseconds breath{100}, long_enough{4'000};
    std::chrono::milliseconds silent{};
    std::uint64_t heard = proxy.counts().bytes;
    const auto begun = own_time();
    auto before = begun;
    while (silent < long_enough && before - begun < std::chrono::milliseconds(patience_ms)) {
      if (std::all_of(seats.begin(), seats.end(), [&](const Seat& s) { return settled(s) || !s.page->connected(); })) return;
      if (relay.io.stopped()) relay.io.restart();
      relay.io.run_one_for(breath);
      const auto now = own_time();
      silent = heard == proxy.counts().bytes ? silent + std::min(now - before, breath) : std::chrono::milliseconds{};
      heard = proxy.counts().bytes;
      before = now;
    }
  }
  // This thread's time without what the pages took of it: in earnest they are other machines.
  static std::chrono::milliseconds relays_time() { return own_time() - PageClient::work(); }
  void check_all_the_same() {
    const State& truth = relay.tenant().runtime.state();
    for (std::size_t i = 0; i < seats.size(); ++i) {
      const ClientSession& session = seats[i].page->session();
      const AgentId who = everybody[seats[i].person].id;
      ASSERT_TRUE(settled(seats[i])) << "page " << i << " never became quiet: link " << static_cast<int>(session.link()) << ", at " << session.replica().sequence() << " of " << relay_head() << ", waiting " << session.waiting();
      EXPECT_EQ(digest(session.state(), who), digest(truth, who)) << "page " << i << " shows another state than the relay's";
      EXPECT_EQ(digest(session.replica().confirmed(), who), digest(truth, who)) << "page " << i;
    }
  }
  void play(std::uint64_t rounds, std::uint64_t steps) {
    for (Seat& seat : seats) arrive(seat);
    for (std::uint64_t round = 0; round < rounds && !HasFailure(); ++round) {
      proxy.faults(true);
      for (std::uint64_t step = 0; step < steps && !HasFailure(); ++step) {
        if (step == steps / 3) let_go_or_take_back();  // once at least, whatever chance says
        if (step == steps / 2) change_role();
        one_step();
        check_let_go();
      }
      if (prng.chance(60) || round == 0) new_history();
      become_quiet();
      check_all_the_same();
    }
    const auto& line = proxy.counts();
    std::uint64_t snapshots = 0;
    for (const Seat& seat : seats) snapshots += seat.page->snapshots();
    std::printf("seed %llu: %zu pages of %zu people, %llu lines, %llu cut in a frame, %llu half closed, %llu late; %llu honest and %llu bent hellos, %llu snapshots, %llu histories, %llu let go or taken back, %llu roles changed, %llu events\n",
                static_cast<unsigned long long>(seed), seats.size(), everybody.size(), static_cast<unsigned long long>(line.lines), static_cast<unsigned long long>(line.cuts),
                static_cast<unsigned long long>(line.halves), static_cast<unsigned long long>(line.delays), static_cast<unsigned long long>(reconnects), static_cast<unsigned long long>(bends),
                static_cast<unsigned long long>(snapshots), static_cast<unsigned long long>(epochs + 1), static_cast<unsigned long long>(flips),
                static_cast<unsigned long long>(roles), static_cast<unsigned long long>(relay_head()));
    if (HasFailure()) std::printf("again: TRIBUTARY_SEED=%llu build/debug/host_test --gtest_filter=Reconnect.*\n", static_cast<unsigned long long>(seed));
  }

  const std::uint64_t seed = number_of("TRIBUTARY_SEED", 5);
  const bool quick = number_of("TRIBUTARY_QUICK", 0) == 1, at_length = number_of("TRIBUTARY_LONG", 0) == 1;
  LivingRelay relay;
  sim::Prng prng{seed};
  FaultProxy proxy{relay.io, seed + 1};
  std::vector<Person> everybody;
  std::vector<Seat> seats;
  std::uint64_t hooks = 0, reconnects = 0, bends = 0, epochs = 0, flips = 0, roles = 0;
};

TEST_F(Reconnect, P5_EveryPageHasTheRelaysStateWheneverItIsQuietHoweverBadTheLine) {
  people(12);
  sit_down(quick ? 40 : 200);
  for (int i = 0; i < 10; ++i) customer_writes();
  play(quick ? 1 : at_length ? 40 : 2, quick ? 60 : at_length ? 600 : 100);
  EXPECT_GT(proxy.counts().cuts + proxy.counts().halves, 0u);
  EXPECT_GT(bends, 0u);
  EXPECT_GT(epochs, 0u);
  EXPECT_GT(flips, 0u);
  EXPECT_GT(roles, 0u);
}

TEST_F(Reconnect, P15_WhoIsLetGoOrChangedIsOffEveryOpenPageWithinTwoSecondsWhileMessagesGoOn) {
  people(12);
  sit_down(quick ? 40 : 200);
  proxy.faults(false);
  for (int i = 0; i < 10; ++i) customer_writes();
  become_quiet();
  std::chrono::milliseconds slowest{};
  for (std::size_t who = 0; who < everybody.size(); ++who) {
    Person& one = everybody[who];
    const auto of_them = [&](const Seat& seat) { return seat.person == who; };
    const auto gone = [&] { return std::none_of(seats.begin(), seats.end(), [&](const Seat& s) { return of_them(s) && s.page->connected(); }); };
    customer_writes();  // on its way to everybody
    const auto begun = relays_time();
    if (who % 3 == 0) relay.house->set_user_active("default", one.id, one.active = false);
    if (who % 3 == 1) set_role(one);
    if (who % 3 == 2) relay.house->sign_out_everywhere("default", one.id);
    relay.house->round().finish_now();
    shut_out(one);
    customer_writes();
    relay.run_until([&] { return gone() || relays_time() - begun > std::chrono::seconds(2); });
    slowest = std::max(slowest, relays_time() - begun);
    ASSERT_TRUE(gone()) << one.email << " has a page open after two seconds";
    for (const Seat& seat : seats) {
      if (of_them(seat)) { EXPECT_EQ(seat.page->close_code(), 4401) << one.email; }
      else if (seat.person > who) { EXPECT_TRUE(seat.page->connected()) << "somebody else's page ended"; }
    }
    check_let_go();
    if (one.active) sign_in(one);
  }
  become_quiet();
  check_all_the_same();
  std::printf("%zu open pages of %zu people ended, at most %lld ms after the word\n", seats.size(), everybody.size(), static_cast<long long>(slowest.count()));
}

TEST_F(Reconnect, P5_ASnapshotOfManyPiecesRacesWithWhatHappensAndLosesNothing) {
  people(3);
  sit_down(3);
  for (int who = 0; who < 120; ++who) relay.hook("sms", relay.sms("SMold" + std::to_string(who), "+1555012" + std::to_string(1000 + who), std::string(1500, 'x')));
  for (Seat& seat : seats) arrive(seat);
  bool between = false;
  for (int i = 0; i < 30; ++i) {
    for (Seat& seat : seats)
      if (!between && !seat.page->connected()) arrive(seat);  // the line may have been cut before there was a second piece
    customer_writes();  // while pieces are under way
    for (const Seat& seat : seats) between |= seat.page->snapshots() > 0 && seat.page->session().link() == ClientSession::Link::catching_up;
  }
  EXPECT_TRUE(between) << "nothing happened between two pieces: the race was not run";
  become_quiet();
  check_all_the_same();
}

}  // namespace
}  // namespace tributary::test
