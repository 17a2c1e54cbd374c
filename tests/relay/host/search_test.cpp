// Search over everything that was ever written, through REST.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "relay/api/answers.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

class Search : public ::testing::Test {
 protected:
  void SetUp() override { start(); }

  void start() {
    relay.start_couriers();
    relay.run_until([&] { return relay.tenant().searcher.complete(); });  // the index is open
  }

  void write(const std::string& from, const std::string& text) {
    ASSERT_EQ(relay.hook("sms", relay.sms("SM" + std::to_string(++sids_), from, text)).status, 200);
  }
  void write_with_a_picture(const std::string& from, const std::string& text) {
    auto form = relay.sms("MM" + std::to_string(++sids_), from, text);
    for (auto& field : form)
      if (field.name == "NumMedia") field.value = "1";
    form.insert(form.end(), {{"MediaUrl0", relay.provider.base() + "/gone"}, {"MediaContentType0", "image/png"}});
    ASSERT_EQ(relay.hook("sms", form).status, 200);
  }
  json::object found(const std::string& query, const std::string& more = "") {
    Answer answer = relay.as(token, "GET", "/api/v1/search?q=" + http::percent_encode(query) + more);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_TRUE(answer.status != 200 || answer.json().at("complete").as_bool()) << "a question waits for what was said a moment ago";
    return answer.status == 200 ? answer.json().as_object() : json::object{};
  }
  // The hits in one line each, what was looked for in brackets.
  std::vector<std::string> hits(const std::string& query, const std::string& more = "") {
    std::vector<std::string> lines;
    const json::object answer = found(query, more);
    for (const json::value& item : answer.at("items").as_array()) {
      std::string line;
      for (const json::value& piece : item.at("snippet").as_array()) {
        const std::string text(piece.at("text").as_string());
        line += piece.at("hit").as_bool() ? "[" + text + "]" : text;
      }
      lines.push_back(line);
    }
    return lines;
  }
  // What could not be understood, and the sentence about it.
  std::vector<std::string> told(const std::string& query) {
    std::vector<std::string> lines;
    const json::object answer = found(query);
    for (const json::value& problem : answer.at("problems").as_array())
      lines.push_back(std::string(problem.at("token").as_string()) + " " + std::string(problem.at("message").as_string()));
    return lines;
  }
  std::string conversation(const std::string& query) {
    const json::object answer = found(query);
    return std::string(answer.at("items").at(0).at("conversationId").as_string());
  }

  // As a signed-in agent's page asks.
  const std::vector<http::Field>& page() {
    if (page_.empty()) page_ = {{"Cookie", relay.cookie_of("sam@example.com", Role::agent)}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}};
    return page_;
  }
  std::string made(const std::string& path, const json::object& what) {
    const Answer answer = relay.ask("POST", path, json::serialize(what), page());
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.status == 201 ? std::string(answer.json().at("id").as_string()) : std::string();
  }

  using Lines = std::vector<std::string>;
  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});

 private:
  std::vector<http::Field> page_;
  int sids_ = 0;
};

TEST_F(Search, FindsWordsNewestFirstAndMarksThem) {
  write("+15550100101", "Where is my parcel?");
  write("+15550100102", "The PARCEL is broken");
  write("+15550100103", "Good morning");
  EXPECT_EQ(hits("parcel"), (Lines{"The [PARCEL] is broken", "Where is my [parcel]?"}));
  EXPECT_EQ(hits("broken parcel"), (Lines{"The [PARCEL] is [broken]"}));
}

TEST_F(Search, TheLastWordMayBeUnfinishedAndAccentsDoNotMatter) {
  write("+15550100101", "Ça me plaît énormément");
  EXPECT_EQ(hits("enorm").size(), 1u);
  EXPECT_EQ(hits("enorm ").size(), 0u) << "a finished word is a whole word";
  EXPECT_EQ(hits("plait").size(), 1u);
}

TEST_F(Search, FindsTwoCharactersOfChineseAndJapaneseAndWordsOfThai) {
  write("+15550100101", "荷物はどこですか。昨日届くはずでした。");
  write("+15550100102", "พัสดุของฉันอยู่ที่ไหน");
  EXPECT_EQ(hits("昨日"), (Lines{"荷物はどこですか。[昨日]届くはずでした。"}));
  EXPECT_EQ(hits("日昨").size(), 0u);
  EXPECT_EQ(hits("ของฉัน").size(), 1u);
}

TEST_F(Search, PhrasesAndExclusions) {
  write("+15550100101", "a blue bicycle");
  write("+15550100102", "the bicycle is blue");
  EXPECT_EQ(hits("\"blue bicycle\""), (Lines{"a [blue bicycle]"}));
  EXPECT_EQ(hits("bicycle -\"blue bicycle\""), (Lines{"the [bicycle] is blue"}));
}

TEST_F(Search, ASignBetweenWordsHidesNothing) {
  write("+15550100101", "Fish & chips - for two");
  write("+15550100102", "Fish soup");
  EXPECT_EQ(hits("fish & chips"), (Lines{"[Fish] & [chips] - for two"}));
  EXPECT_EQ(hits("& chips - two"), (Lines{"Fish & [chips] - for [two]"}));
  EXPECT_EQ(hits("fish \u2013").size(), 2u) << "one goes on typing";
  EXPECT_EQ(hits("fish & -soup"), (Lines{"[Fish] & chips - for two"}));
  EXPECT_EQ(hits("fish -&").size(), 2u);
}

TEST_F(Search, QuotesAndOperatorsOfTheIndexItselfAreOnlyText) {
  write("+15550100101", "NEAR OR AND NOT (\"quoted\") col:umn ^start *");
  for (const char* query : {"NEAR(quoted)", "OR AND", "\"\"\"\"quoted", "col:umn", "^start", "* (", "\"", "-", "text:NEAR", "'; DROP TABLE docs"})
    found(query);
  EXPECT_EQ(hits("quoted").size(), 1u);
}

TEST_F(Search, NarrowsByStatusChannelAssigneeAndPerson) {
  write("+15550100101", "order one");
  write("+15550100102", "order two");
  const std::string first = conversation("\"order one\"");
  ASSERT_EQ(relay.as(token, "POST", "/api/v1/conversations/" + first + "/resolve").status, 200);
  EXPECT_EQ(hits("order").size(), 2u) << "resolved is found too";
  EXPECT_EQ(hits("order status:open"), (Lines{"[order] two"}));
  EXPECT_EQ(hits("order status:resolved"), (Lines{"[order] one"}));
  EXPECT_EQ(hits("order channel:whatsapp").size(), 0u);
  EXPECT_EQ(hits("order channel:sms").size(), 2u);
  EXPECT_EQ(hits("order assignee:none").size(), 2u);
  EXPECT_EQ(hits("order from:+15550100102"), (Lines{"[order] two"}));
  EXPECT_EQ(hits("from:+15550100101"), (Lines{"order one"}));
}

TEST_F(Search, EveryOperatorCanBeNegatedAlsoWithoutAnyWord) {
  write("+15550100101", "order one");
  write("+15550100102", "order two");
  write("+15550100103", "parcel three");
  const std::string first = conversation("\"order one\"");
  ASSERT_EQ(relay.as(token, "POST", "/api/v1/conversations/" + first + "/resolve").status, 200);
  EXPECT_EQ(hits("order -status:resolved"), (Lines{"[order] two"}));
  EXPECT_EQ(hits("order -status:open"), (Lines{"[order] one"}));
  EXPECT_EQ(hits("order -channel:sms").size(), 0u);
  EXPECT_EQ(hits("order -channel:whatsapp").size(), 2u);
  EXPECT_EQ(hits("order -assignee:none").size(), 0u);
  EXPECT_EQ(hits("order -assignee:me").size(), 2u);
  EXPECT_EQ(hits("order -from:+15550100102"), (Lines{"[order] one"}));
  EXPECT_EQ(hits("order -has:attachment").size(), 2u);
  EXPECT_EQ(hits("-order"), (Lines{"parcel three"})) << "exclusions alone are a question";
  EXPECT_EQ(hits("-from:+15550100101 -parcel"), (Lines{"order two"}));
  EXPECT_EQ(hits("order -before:2020").size(), 2u);
  EXPECT_EQ(hits("order -after:2020").size(), 0u);
}

TEST_F(Search, WhatIsSnoozedIsFoundTooAndByItsStatus) {
  write("+15550100101", "order one");
  write("+15550100102", "order two");
  const std::string until = api::iso8601(relay.house->clock().now() + limits::day_ms);
  ASSERT_EQ(relay.ask("POST", "/api/v1/conversations/" + conversation("\"order one\"") + "/snooze", json::serialize(json::object{{"until", until}}), page()).status, 200);
  EXPECT_EQ(hits("order").size(), 2u);
  EXPECT_EQ(hits("order status:snoozed"), (Lines{"[order] one"}));
  EXPECT_EQ(hits("order -status:snoozed"), (Lines{"[order] two"}));
}

TEST_F(Search, NarrowsByAttachmentBesideWordsAndAlone) {
  write("+15550100101", "order one");
  write_with_a_picture("+15550100102", "order two");
  EXPECT_EQ(hits("order has:attachment"), (Lines{"[order] two"}));
  EXPECT_EQ(hits("order -has:attachment"), (Lines{"[order] one"}));
  EXPECT_EQ(hits("has:attachment").size(), 1u);
  EXPECT_EQ(hits("has:file from:+15550100101").size(), 0u);
}

TEST_F(Search, NarrowsByTheTeamThatHasIt) {
  write("+15550100101", "order one");
  write("+15550100102", "order two");
  relay.tenant().runtime.submit(ConfigureTeam{{}, "Returns", {}}, ActorKind::system);
  TeamId team;
  relay.tenant().runtime.state().teams.for_each([&](TeamId id, const Team&) { team = id; });
  const auto first = parse_id<ConversationTag>(conversation("\"order one\""));
  ASSERT_TRUE(first && team);
  ASSERT_TRUE(relay.tenant().runtime.submit(Assign{*first, {}, team}, ActorKind::system).accepted);
  EXPECT_EQ(hits("order assignee:returns"), (Lines{"[order] one"}));
  EXPECT_EQ(hits("order -assignee:returns"), (Lines{"[order] two"}));
  EXPECT_EQ(hits("order assignee:none"), (Lines{"[order] two"})) << "a team has the other";
}

TEST_F(Search, FindsOurOwnRepliesByWhoWroteThem) {
  write("+15550100101", "Are you open?");
  const json::value row = relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0);
  ASSERT_EQ(relay.ask("POST", "/api/v1/conversations/reply", json::serialize(json::object{{"sessionId", row.at("sessionId")}, {"message", "Yes, until six"}}), page()).status, 202);
  EXPECT_EQ(hits("six"), (Lines{"Yes, until [six]"}));
  const Answer mine = relay.ask("GET", "/api/v1/search?q=from%3Ame", "", page());
  EXPECT_EQ(mine.json().at("items").as_array().size(), 1u) << mine.body;
}

TEST_F(Search, NarrowsByTagWhateverItsCase) {
  write("+15550100101", "order one");
  write("+15550100102", "order two");
  const std::string first = conversation("\"order one\"");
  const std::string vip = made("/api/v1/tags", {{"name", "VIP"}});
  ASSERT_EQ(relay.ask("PUT", "/api/v1/conversations/" + first + "/tags/" + vip, "", page()).status, 200);
  EXPECT_EQ(hits("order tag:vip"), (Lines{"[order] one"}));
  EXPECT_EQ(hits("order -tag:VIP"), (Lines{"[order] two"}));
  EXPECT_EQ(hits("order tag:gold").size(), 0u);
}

TEST_F(Search, TagsAndTeamsAreMeantWithOrWithoutTheirAccents) {
  write("+15550100101", "order one");
  write("+15550100102", "order two");
  const std::string first = conversation("\"order one\"");
  const std::string tag = made("/api/v1/tags", {{"name", "Rückgabe"}});
  ASSERT_EQ(relay.ask("PUT", "/api/v1/conversations/" + first + "/tags/" + tag, "", page()).status, 200);
  relay.tenant().runtime.submit(ConfigureTeam{{}, "Équipe Łódź", {}}, ActorKind::system);
  TeamId team;
  relay.tenant().runtime.state().teams.for_each([&](TeamId id, const Team&) { team = id; });
  const auto id = parse_id<ConversationTag>(first);
  ASSERT_TRUE(id && team);
  ASSERT_TRUE(relay.tenant().runtime.submit(Assign{*id, {}, team}, ActorKind::system).accepted);
  for (const char* words : {"order tag:rückgabe", "order tag:RÜCKGABE", "order tag:ruckgabe", "order assignee:équipe", "order assignee:EQUIPE", "order assignee:lodz"})
    EXPECT_EQ(hits(words), (Lines{"[order] one"})) << words;
  EXPECT_EQ(hits("order -tag:ruckgabe"), (Lines{"[order] two"}));
  EXPECT_EQ(hits("order tag:rueckgabe").size(), 0u);
}

TEST_F(Search, EachDayBeginsWithTheOffsetItHad) {
  const Instant now = relay.house->clock().now();
  relay.pass(limits::day_ms - now.ms % limits::day_ms + 6 * limits::hour_ms);  // six in the morning, UTC
  write("+15550100101", "good morning");
  const std::string today = api::iso8601(relay.house->clock().now()).substr(0, 10);
  EXPECT_EQ(hits("morning after:" + today).size(), 1u);
  EXPECT_EQ(hits("morning after:" + today, "&utcOffset=-420").size(), 0u);
  EXPECT_EQ(hits("morning after:" + today, "&utcOffset=-420&afterOffset=-300").size(), 1u);
  EXPECT_EQ(hits("morning before:" + today).size(), 0u);
  EXPECT_EQ(hits("morning before:" + today, "&beforeOffset=-420").size(), 1u);
  EXPECT_EQ(hits("morning before:" + today, "&afterOffset=-420").size(), 0u) << "of another day";
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/search?q=x&afterOffset=900").json().at("error").at("field").as_string(), "afterOffset");
}

TEST_F(Search, FindsNotesAsTheyReadNowAndNotWhenTheyAreDeleted) {
  write("+15550100101", "good morning");
  const std::string first = conversation("morning");
  const std::string note = made("/api/v1/conversations/" + first + "/notes", {{"text", "promised a refund"}});
  const json::object answer = found("refund");
  ASSERT_EQ(answer.at("items").as_array().size(), 1u);
  const json::object& hit = answer.at("items").at(0).as_object();
  EXPECT_EQ(std::string(hit.at("noteId").as_string()), note);
  EXPECT_EQ(std::string(hit.at("conversationId").as_string()), first);
  EXPECT_FALSE(hit.contains("messageId"));
  ASSERT_EQ(relay.ask("PATCH", "/api/v1/notes/" + note, json::serialize(json::object{{"text", "promised a voucher"}}), page()).status, 200);
  EXPECT_EQ(hits("refund").size(), 0u);
  EXPECT_EQ(hits("voucher"), (Lines{"promised a [voucher]"}));
  EXPECT_EQ(found("voucher").at("items").at(0).at("seq"), hit.at("seq")) << "an edited note stays where it was written";
  ASSERT_EQ(relay.ask("DELETE", "/api/v1/notes/" + note, "", page()).status, 204);
  EXPECT_EQ(hits("voucher").size(), 0u);
}

TEST_F(Search, MergedContactsAnswerToEitherName) {
  write("+15550100101", "order one");
  write("+15550100102", "order two");
  const auto contact = [&](const std::string& query) { return std::string(found(query).at("items").at(0).at("contactId").as_string()); };
  const std::string one = contact("\"order one\""), two = contact("\"order two\"");
  const auto named = [&](const std::string& id, const char* name) {
    return relay.ask("PATCH", "/api/v1/contacts/" + id, json::serialize(json::object{{"name", name}}), page()).status;
  };
  ASSERT_EQ(named(one, "Ada"), 200);
  ASSERT_EQ(named(two, "Grace"), 200);
  EXPECT_EQ(hits("order from:ada").size(), 1u);
  ASSERT_EQ(relay.ask("POST", "/api/v1/contacts/" + one + "/merge", json::serialize(json::object{{"contactId", two}}), page()).status, 200);
  EXPECT_EQ(hits("order from:ada").size(), 2u);
  EXPECT_EQ(hits("order from:grace").size(), 2u);
  EXPECT_EQ(contact("\"order two\""), one);
  ASSERT_EQ(relay.ask("POST", "/api/v1/contacts/" + two + "/unmerge", "{}", page()).status, 200);
  EXPECT_EQ(hits("order from:ada").size(), 1u);
  EXPECT_EQ(hits("order from:grace").size(), 1u);
}

TEST_F(Search, DaysAreTheSearchersOwn) {
  relay.pass(0);
  write("+15550100101", "today");
  EXPECT_EQ(hits("today before:2020-01-01").size(), 0u);
  EXPECT_EQ(hits("today after:2020").size(), 1u);
}

TEST_F(Search, MoreThanAPageIsReadByTheCursor) {
  for (int i = 0; i < 5; ++i) write("+15550100101", "again " + std::to_string(i));
  const json::object first = found("again", "&limit=2");
  ASSERT_EQ(first.at("items").as_array().size(), 2u);
  const std::string cursor(first.at("nextCursor").as_string());
  EXPECT_EQ(hits("again", "&limit=10&cursor=" + cursor), (Lines{"[again] 2", "[again] 1", "[again] 0"}));
}

TEST_F(Search, WhatCannotBeUnderstoodIsSaid) {
  write("+15550100101", "Where is my parcel?");
  EXPECT_EQ(hits("parcel status:asleep before:yesterday"), (Lines{"Where is my [parcel]?"})) << "the rest is searched all the same";
  const std::string unknown = "This value is not known. status: takes open, snoozed or resolved; channel: takes sms, whatsapp or voice; has: takes attachment.";
  EXPECT_EQ(told("parcel status:asleep -before:yesterday"), (Lines{"status:asleep " + unknown, "-before:yesterday Write a date as 2026-11-21, 2026-11 or 2026."}));
  EXPECT_EQ(told("channel:pigeon has:wings"), (Lines{"channel:pigeon " + unknown, "has:wings " + unknown}));
  EXPECT_EQ(told("from: parcel"), Lines{"from: Something must follow the colon."});
  EXPECT_EQ(told("parcel -tag:"), Lines{"-tag: Something must follow the colon."}) << "at the end too";
  EXPECT_EQ(told("status:"), Lines{"status: Something must follow the colon."}) << "where nothing else is asked";
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/search?q=x&limit=1000").status, 400);
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/search?q=" + std::string(1001, 'x')).code(), "query_too_long");
}

TEST_F(Search, NobodyFindsWhatAnotherTenantWrote) {
  write("+15550100101", "a secret of the first");
  relay.house->add_tenant("second", "Second");
  const std::string other = relay.token({"conversations:read"}, "second");
  relay.run_until([&] { return relay.tenant().searcher.complete(); });
  const Answer answer = relay.as(other, "GET", "/api/v1/search?q=secret");
  EXPECT_TRUE(answer.status == 200 ? answer.json().at("items").as_array().empty() : answer.status == 503) << answer.body;
}

TEST_F(Search, AnIndexThatIsFarBehindIsMadeOfManySlices) {
  for (int i = 100; i < 300; ++i) write("+15550100" + std::to_string(i), "parcel " + std::to_string(i));
  ASSERT_GT(relay.tenant().runtime.head(), 800u) << "two slices and more";
  relay.restart();
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(relay.folder / ("tenants/default/search.db" + std::string(tail)));
  start();
  EXPECT_NE(relay.ask("GET", "/metrics").body.find("tributary_search_lines_behind 0\n"), std::string::npos);
  EXPECT_EQ(hits("parcel", "&limit=200").size(), 200u);
  EXPECT_EQ(hits("\"parcel 100\"").size(), 1u);
}

TEST_F(Search, TheIndexIsMadeAnewWhenItIsDamagedAndAfterARestart) {
  write("+15550100101", "still here");
  EXPECT_EQ(hits("still").size(), 1u);
  relay.restart();
  start();
  EXPECT_EQ(hits("still").size(), 1u);
  const auto file = relay.folder / "tenants/default/search.db";
  ASSERT_TRUE(std::filesystem::exists(file));
  relay.restart();
  std::filesystem::resize_file(file, 5000);
  for (const char* tail : {"-wal", "-shm"}) std::filesystem::remove(file.string() + tail);
  start();
  EXPECT_EQ(hits("still").size(), 1u);
}

}  // namespace
}  // namespace tributary::test
