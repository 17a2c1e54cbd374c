#include <gtest/gtest.h>

#include <map>

#include "relay/host/config.h"

namespace tributary::test {
namespace {

using Values = std::map<std::string, std::string>;

std::string refusal(const Values& environment, const std::vector<std::string>& arguments = {}) {
  try {
    host::read_config(arguments, [&](const char* name) -> std::optional<std::string> {
      auto it = environment.find(name);
      return it == environment.end() ? std::nullopt : std::optional(it->second);
    });
    return "";
  } catch (const std::exception& wrong) {
    return wrong.what();
  }
}

const Values whole{{"PLATFORM_TWILIO_ACCOUNT_SID", "ACf1c71673448ee7064c989d02579c534f"}, {"PLATFORM_TWILIO_AUTH_TOKEN", "f1c7f1c7f1c7f1c7"},
                   {"PLATFORM_TWILIO_SMS_NUMBER", "+15550100900"}, {"PLATFORM_TWILIO_WHATSAPP_NUMBER", "whatsapp:+15550100900"}};

TEST(Configuration, C40_NothingAtAllAndEverythingAtOnceAreBothFine) {
  EXPECT_EQ(refusal({}), "");
  EXPECT_EQ(refusal(whole), "");
}

TEST(Configuration, EachWrongOrMissingValueIsNamed) {
  for (const auto& [name, wrong] : Values{{"PLATFORM_TWILIO_ACCOUNT_SID", "AC12"}, {"PLATFORM_TWILIO_AUTH_TOKEN", "short"}, {"PLATFORM_TWILIO_SMS_NUMBER", "0155"},
                                          {"PLATFORM_TWILIO_WHATSAPP_NUMBER", "+15550100900"}, {"TWILIO_API_BASE", "ftp://x"}, {"TRIBUTARY_PUBLIC_URL", "inbox.example.com"},
                                          {"TRIBUTARY_TENANT_DISK_MB", "some"}, {"TRIBUTARY_TENANT_SOCKETS", "0"}, {"MEDIA_HOSTS_ALLOWED", "no-port"}, {"TRIBUTARY_CLOCK_OFFSET_MS", "soon"}}) {
    Values broken = whole;
    broken[name] = wrong;
    EXPECT_NE(refusal(broken).find(name), std::string::npos) << name << ": " << refusal(broken);
  }
  for (const char* name : {"PLATFORM_TWILIO_ACCOUNT_SID", "PLATFORM_TWILIO_AUTH_TOKEN"}) {
    Values missing = whole;
    missing.erase(name);
    EXPECT_NE(refusal(missing).find(name), std::string::npos) << name;
  }
}

TEST(Configuration, WhereContentsAreKeptIsTakenWithoutASlashAtTheEnd) {
  const auto base = [](const char* said) {
    return host::read_config({}, [said](const char* name) { return std::string(name) == "TWILIO_CONTENT_BASE" ? std::optional<std::string>(said) : std::nullopt; }).twilio_content_base;
  };
  EXPECT_EQ(base("https://content.example.com/"), "https://content.example.com");
  EXPECT_NE(refusal({{"TWILIO_CONTENT_BASE", "content.example.com"}}).find("TWILIO_CONTENT_BASE"), std::string::npos);
}

TEST(Configuration, PlannedBackupsNeedAFolderOutsideTheData) {
  EXPECT_EQ(refusal({}, {"--data", "/srv/inbox", "--backup-to", "/backups", "--backup-every", "6", "--backup-keep", "28"}), "");
  EXPECT_EQ(refusal({}, {"--data", "/srv/inbox", "--backup-to", "/srv/inbox-backups"}), "");
  EXPECT_NE(refusal({}, {"--data", "/srv/inbox", "--backup-to", "/srv/inbox/backups"}).find("outside the data folder"), std::string::npos);
  EXPECT_NE(refusal({}, {"--backup-every", "6"}).find("--backup-to"), std::string::npos);
  EXPECT_NE(refusal({}, {"--backup-to", "/backups", "--backup-every", "0"}).find("--backup-every"), std::string::npos);
  EXPECT_NE(refusal({}, {"--backup-to", "/backups", "--backup-keep", "all"}).find("--backup-keep"), std::string::npos);
}

TEST(Configuration, ATrustedProxyIsNamedByItsAddress) {
  auto proxies = [](const std::string& said) {
    return host::read_config({"--trusted-proxy", said}, [](const char*) { return std::nullopt; }).trusted_proxies;
  };
  EXPECT_EQ(proxies("127.0.0.1"), std::vector<std::string>{"127.0.0.1"});
  EXPECT_EQ(proxies("10.0.0.5,2001:DB8:0::1"), (std::vector<std::string>{"10.0.0.5", "2001:db8::1"}));
  for (const char* wrong : {"", "proxy.example.com", "127.0.0.1,", "10.0.0.0/8"}) EXPECT_NE(refusal({}, {"--trusted-proxy", wrong}).find("--trusted-proxy"), std::string::npos) << wrong;
}

TEST(Configuration, PlainHttpOnTheNetworkMustBeAskedForByName) {
  EXPECT_NE(refusal({}, {"--listen", "0.0.0.0:8080"}).find("--insecure"), std::string::npos);
  EXPECT_EQ(refusal({}, {"--listen", "0.0.0.0:8080", "--insecure"}), "");
  EXPECT_NE(refusal({}, {"--listen", "8080"}).find("--listen"), std::string::npos);
  EXPECT_NE(refusal({}, {"--verbose"}).find("--verbose"), std::string::npos);
}

}  // namespace
}  // namespace tributary::test
