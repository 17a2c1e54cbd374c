#include <gtest/gtest.h>

#include "tests/relay/provider/fixture.h"

namespace tributary::provider::testing {
namespace {

std::string text_at(const boost::json::value& object, const char* key) { return std::string(object.at(key).as_string()); }

bool verify_vector(const boost::json::value& vector, const std::vector<std::string>& tokens) {
  return twilio::verify(text_at(vector, "method"), text_at(vector, "url"), text_at(vector, "content_type"), text_at(vector, "raw_body"),
                        text_at(vector, "signature"), tokens);
}

TEST(TwilioSignature, AgreesWithEveryVectorOfTheOfficialLibraries) {
  const boost::json::value file = load_json("twilio/signature_vectors.json");
  const auto& vectors = file.at("vectors").as_array();
  ASSERT_EQ(vectors.size(), 31u);
  int judged = 0;
  for (const auto& vector : vectors) {
    const bool valid = verify_vector(vector, {text_at(vector, "auth_token")});
    if (vector.at("expect_valid").is_null()) {  // the libraries disagree; it must only not crash
      std::printf("not judged, since the libraries disagree: %s\n", text_at(vector, "id").c_str());
      continue;
    }
    EXPECT_EQ(valid, vector.at("expect_valid").as_bool()) << text_at(vector, "id") << ": " << text_at(vector, "note");
    ++judged;
  }
  EXPECT_EQ(judged, 30);
}

TEST(TwilioSignature, AcceptsThePreviousTokenWhileItIsRotatedAndNoOther) {
  const Webhook hook = load_webhook("inbound", "sms_text");
  const auto with = [&](const std::vector<std::string>& tokens) {
    return twilio::verify("POST", hook.url, "application/x-www-form-urlencoded", hook.request.body, hook.request.field("X-Twilio-Signature"), tokens);
  };
  EXPECT_TRUE(with({hook.token}));
  EXPECT_TRUE(with({"the new one", hook.token}));
  EXPECT_FALSE(with({"the new one", "an older one"}));
  EXPECT_FALSE(with({}));
  EXPECT_FALSE(with({""}));
}

TEST(TwilioSignature, AnEmptyTokenNeverVerifiesEvenAgainstItsOwnMac) {
  // HMAC-SHA1 with an empty key over "https://a.example/" is a value anybody can compute.
  EXPECT_FALSE(twilio::verify("GET", "https://a.example/", "", "", "bANPvKLIjuKTrtuLvrLLonWOZm8=", {""}));
  EXPECT_FALSE(twilio::verify("GET", "https://a.example/", "", "", "", {"token"}));
}

TEST(TwilioSignature, FallsWithEveryChangedByteOfTheBody) {
  const Webhook hook = load_webhook("inbound", "sms_text");
  ASSERT_TRUE(verify(hook));
  for (std::size_t i = 0; i < hook.request.body.size(); ++i) {
    Webhook changed = hook;
    changed.request.body[i] = changed.request.body[i] == 'x' ? 'y' : 'x';
    // "%2b" and "%2B" mean the same byte; here every changed byte means another one.
    EXPECT_FALSE(verify(changed)) << "byte " << i;
  }
}

TEST(TwilioSignature, LeavesTheFragmentOutSinceItIsNeverSent) {
  const Webhook hook = load_webhook("inbound", "sms_text");
  EXPECT_TRUE(twilio::verify("POST", hook.url + "#rc=2&rp=all", "application/x-www-form-urlencoded", hook.request.body,
                             hook.request.field("X-Twilio-Signature"), {hook.token}));
}

TEST(TwilioSignature, ABodyOfUnknownTypeFailsClosed) {
  const Webhook hook = load_webhook("inbound", "sms_text");
  const auto as = [&](std::string_view type) {
    return twilio::verify("POST", hook.url, type, hook.request.body, hook.request.field("X-Twilio-Signature"), {hook.token});
  };
  EXPECT_TRUE(as("application/x-www-form-urlencoded; charset=utf-8"));
  EXPECT_TRUE(as("Application/X-WWW-Form-Urlencoded"));
  EXPECT_FALSE(as("application/json"));
  EXPECT_FALSE(as("application/x-www-form-urlencodedx"));
  EXPECT_FALSE(as("text/plain"));
  EXPECT_FALSE(as(""));
}

TEST(TwilioSignature, BrokenAddressesAndFormsAreOnlyFalse) {
  for (const char* url : {"", "://", "https://", "https://[::1", "https://[::1]:8443/x", "nonsense", "https://a@b@c:d:e/?#?"})
    for (const char* body : {"", "=", "&&&", "%", "%%%=%zz", "a", "a=b=c"})
      EXPECT_FALSE(twilio::verify("POST", url, "application/x-www-form-urlencoded", body, "PM3NMSTCUNCApKhuRCXua8FzCbM=", {"token"}));
}

}  // namespace
}  // namespace tributary::provider::testing
