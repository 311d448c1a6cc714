// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"

namespace oxseal {
namespace {

const Json kNull;
const std::string kEmptyString;
const Json::Array kEmptyArray;
const Json::Object kEmptyObject;

} // namespace

bool Json::toBool(bool fallback) const
{
    const auto* value = std::get_if<bool>(&value_);
    return value != nullptr ? *value : fallback;
}

std::int64_t Json::toInteger(std::int64_t fallback) const
{
    const auto* value = std::get_if<std::int64_t>(&value_);
    return value != nullptr ? *value : fallback;
}

double Json::toDouble(double fallback) const
{
    if (const auto* value = std::get_if<double>(&value_))
        return *value;
    return isInteger() ? static_cast<double>(toInteger()) : fallback;
}

const std::string& Json::toString() const
{
    const auto* value = std::get_if<std::string>(&value_);
    return value != nullptr ? *value : kEmptyString;
}

const Json::Array& Json::toArray() const
{
    const auto* value = std::get_if<Array>(&value_);
    return value != nullptr ? *value : kEmptyArray;
}

const Json::Object& Json::toObject() const
{
    const auto* value = std::get_if<Object>(&value_);
    return value != nullptr ? *value : kEmptyObject;
}

const Json& Json::operator[](std::string_view key) const
{
    const auto& members = toObject();
    const auto found = members.find(key);
    return found == members.end() ? kNull : found->second;
}

bool Json::contains(std::string_view key) const { return toObject().find(key) != toObject().end(); }

Json& Json::set(std::string key, Json value)
{
    if (!isObject())
        value_ = Object();
    std::get<Object>(value_).insert_or_assign(std::move(key), std::move(value));
    return *this;
}

Json& Json::push(Json value)
{
    if (!isArray())
        value_ = Array();
    std::get<Array>(value_).push_back(std::move(value));
    return *this;
}

} // namespace oxseal
