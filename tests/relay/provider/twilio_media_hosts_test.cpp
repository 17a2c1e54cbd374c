#include <gtest/gtest.h>

#include "tests/relay/provider/fixture.h"

namespace tributary::provider::testing {
namespace {

using twilio::Hop;

const twilio::Credentials real{"AC1", "secret", "https://api.twilio.com"};
const twilio::Credentials sandbox{"AC1", "secret", "http://127.0.0.1:8081"};

Hop first(std::string_view url, const twilio::Credentials& who = real, const twilio::MediaHosts& hosts = {}) { return twilio::may_fetch(who, hosts, url, true); }
Hop second(std::string_view url, const twilio::Credentials& who = real, const twilio::MediaHosts& hosts = {}) { return twilio::may_fetch(who, hosts, url, false); }

TEST(TwilioMediaHosts, FollowTheCapturedDownload) {
  const boost::json::value file = load_json("twilio/rest/media_fetch.json");
  const auto& steps = file.at("steps").as_array();
  const auto& request = steps.at(0).at("request");
  const std::string url = "https://" + std::string(request.at("host").as_string()) + std::string(request.at("path").as_string());
  EXPECT_EQ(first(url), Hop::with_credentials);
  EXPECT_EQ(second(std::string(steps.at(0).at("response").at("headers").at("Location").as_string())), Hop::bare);
}

TEST(TwilioMediaHosts, RefuseEveryCapturedTrick) {
  const boost::json::value file = load_json("twilio/rest/media_fetch.json");
  const auto& tricks = file.at("negative").as_array();
  ASSERT_EQ(tricks.size(), 4u);
  for (const auto& trick : tricks) {
    const bool is_first = trick.as_object().contains("MediaUrl0");
    const std::string url(trick.at(is_first ? "MediaUrl0" : "redirect_to").as_string());
    EXPECT_EQ(first(url), Hop::refused) << url;
    EXPECT_EQ(second(url), Hop::refused) << url;
  }
}

TEST(TwilioMediaHosts, RefuseWhatOnlyLooksLikeTwilio) {
  for (const char* url : {"http://api.twilio.com/x", "https://api.twilio.com:8443/x", "https://user:pw@api.twilio.com/x", "https://@api.twilio.com/x",
                          "https://eviltwilio.com/x", "https://twilio.com.evil.example/x", "https://api.twilio.com./x", "ftp://api.twilio.com/x",
                          "https://evil.example/https://api.twilio.com/x", "https://evil.example?api.twilio.com", "https://evil.example#.twilio.com/",
                          "https://[::1]/x", "https://2130706433/", "file:///etc/passwd", "", "api.twilio.com/x", "https:///x",
                          "https://s3.amazonaws.com/other-bucket/x", "https://s3.amazonaws.com/media.twiliocdn.com/../other/x",
                          "https://media.twiliocdn.com.s3.evil.example/x", "http://mms.twiliocdn.com/x"}) {
    EXPECT_EQ(first(url), Hop::refused) << url;
    EXPECT_EQ(second(url), Hop::refused) << url;
  }
}

TEST(TwilioMediaHosts, OnlyTheFirstHopToTheAccountsOwnApiCarriesCredentials) {
  const std::string path = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1";
  EXPECT_EQ(first("https://api.twilio.com" + path), Hop::with_credentials);
  EXPECT_EQ(first("https://API.Twilio.com" + path), Hop::with_credentials);
  EXPECT_EQ(second("https://api.twilio.com" + path), Hop::bare);
  EXPECT_EQ(first("https://mms.twiliocdn.com/x"), Hop::bare);
  EXPECT_EQ(second("https://media.twiliocdn.com.s3.amazonaws.com/x?X-Amz-Signature=1"), Hop::bare);
  EXPECT_EQ(second("https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/x"), Hop::bare);
  EXPECT_EQ(first("http://127.0.0.1:8081" + path, sandbox), Hop::with_credentials);
  EXPECT_EQ(first("http://127.0.0.1:8080" + path, sandbox), Hop::refused);
  EXPECT_NE(first("https://api.twilio.com" + path, sandbox), Hop::with_credentials);
}

TEST(TwilioMediaHosts, ARegionalAccountMayBePointedAtTheMainHost) {
  const twilio::Credentials regional{"AC1", "secret", "https://api.dublin.ie1.twilio.com"};
  EXPECT_EQ(first("https://api.dublin.ie1.twilio.com/x", regional), Hop::with_credentials);
  EXPECT_EQ(first("https://api.twilio.com/x", regional), Hop::with_credentials);
  EXPECT_EQ(first("https://api.sydney.au1.twilio.com/x", regional), Hop::bare);
}

TEST(TwilioMediaHosts, ExtraHostsAreExactAndNeverGetCredentials) {
  const twilio::MediaHosts extra{{"localhost:8081", "cdn.example.com:443"}};
  EXPECT_EQ(second("http://localhost:8081/cdn/x", real, extra), Hop::bare);
  EXPECT_EQ(first("https://cdn.example.com/x", real, extra), Hop::bare);
  EXPECT_EQ(second("http://localhost:8082/cdn/x", real, extra), Hop::refused);
  EXPECT_EQ(second("https://www.cdn.example.com/x", real, extra), Hop::refused);
  EXPECT_EQ(second("http://evil@localhost:8081/x", real, extra), Hop::refused);
}

}  // namespace
}  // namespace tributary::provider::testing
