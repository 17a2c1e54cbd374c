#pragma once
// As much of JSON Schema as docs/openapi.yaml uses. What it cannot judge is a failure, not a pass.
#include <boost/json.hpp>
#include <regex>
#include <string>

namespace tributary::test {

class SchemaCheck {
 public:
  explicit SchemaCheck(const boost::json::value& document) : document_(document) {}
  // "" or where and why the value is not what the schema says.
  std::string check(const boost::json::value& schema, const boost::json::value& value, const std::string& at = "$") const;

 private:
  const boost::json::value& resolved(const boost::json::value& schema) const;
  std::string object(const boost::json::object& schema, const boost::json::value& value, const std::string& at) const;
  const boost::json::value& document_;
};

}  // namespace tributary::test
