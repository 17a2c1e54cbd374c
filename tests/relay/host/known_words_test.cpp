// What a row is known to say spares looking; it must never spare writing what changed.
#include "relay/host/known_words.h"

#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

using host::KnownWords;

TEST(KnownWords, KnowARowByItsIdItsKindAndItsText) {
  KnownWords known;
  const Content name = ContactName{ContactId{1, 2}, "Zoe"}, address = AddressText{IdentityId{1, 2}, "Zoe"}, other = ContactName{ContactId{1, 3}, "Zoe"};
  EXPECT_FALSE(known.says(name, "Zoe"));
  known.note(name, "Zoe");
  EXPECT_TRUE(known.says(name, "Zoe"));
  EXPECT_FALSE(known.says(name, "Zoë"));
  EXPECT_FALSE(known.says(address, "Zoe"));
  EXPECT_FALSE(known.says(other, "Zoe"));
  known.note(name, "Zoë");
  EXPECT_FALSE(known.says(name, "Zoe"));
  known.forget();
  EXPECT_FALSE(known.says(name, "Zoë"));
}

TEST(KnownWords, HaveNoPlaceForMessages) {
  KnownWords known;
  MessageBody body;
  body.id = MessageId{1, 2};
  known.note(body, "hello");
  EXPECT_FALSE(known.says(body, "hello"));
}

TEST(KnownWords, ANameThatChangesAndChangesBackIsStoredEachTime) {
  LivingRelay relay;
  int number = 0;
  const auto written = [&](const std::string& profile) {
    auto form = relay.sms("SM" + std::to_string(++number), "+15550100101", "hello");
    form.push_back({"ProfileName", profile});
    EXPECT_EQ(relay.hook("sms", form).status, 200);
    const host::TenantRuntime& runtime = relay.tenant().runtime;
    ContactId contact;
    runtime.state().contacts.for_each([&](ContactId id, const Contact&) { contact = id; });
    return runtime.store().contact_name(contact).value_or("none");
  };
  for (const char* name : {"Zoe", "Zoe", "Zoë", "Zoë", "Zoe", "Zoe"}) EXPECT_EQ(written(name), name);
}

}  // namespace
}  // namespace tributary::test
