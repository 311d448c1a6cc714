// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTest>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace oxseal::test {

/// Registers a Qt Test class under its file's stem, so that one executable serves a whole folder:
/// `tst_models_core tst_money` runs only that class, no argument runs all.
void registerClass(const char* file, std::function<std::unique_ptr<QObject>()> make);

/// The folder of public sample files (environment OXSEAL_SAMPLES), if the machine has one.
std::optional<std::filesystem::path> samplesFolder();
/// True when missing samples are a failure (OXSEAL_SAMPLES_REQUIRED=1), as in CI.
bool samplesRequired();

/// tests/data/<relative>.
inline std::filesystem::path dataFile(const std::string& relative)
{
    return std::filesystem::path(OXSEAL_TEST_DATA) / relative;
}

/// Whole file as bytes; fails hard when unreadable, since a fixture must be there.
std::string readFile(const std::filesystem::path& path);

} // namespace oxseal::test

#define OXSEAL_TEST_CLASS(Class)                                                                                       \
    static const bool registered##Class =                                                                              \
        (oxseal::test::registerClass(__FILE__, [] { return std::unique_ptr<QObject>(new Class); }), true)

/// Compares std::string-like values with a readable message.
#define COMPARE_STR(actual, expected)                                                                                  \
    QCOMPARE(QString::fromStdString(std::string(actual)), QString::fromStdString(std::string(expected)))

/// Fails with the error's code and place when a Result holds an error. The expression is evaluated once.
#define VERIFY_OK(result)                                                                                              \
    do {                                                                                                               \
        const auto& oxsealVerified = (result);                                                                         \
        QVERIFY2(oxsealVerified.has_value(),                                                                           \
            oxsealVerified.has_value() ? "" : oxsealVerified.error().debugString().c_str());                           \
    } while (false)

/// Skips when the samples are absent, fails when they are required.
#define NEED_SAMPLES(variable)                                                                                         \
    const auto variable = oxseal::test::samplesFolder();                                                               \
    if (!variable) {                                                                                                   \
        if (oxseal::test::samplesRequired())                                                                           \
            QFAIL("OXSEAL_SAMPLES_REQUIRED is set but the samples folder is missing");                                 \
        QSKIP("no samples folder (OXSEAL_SAMPLES)");                                                                   \
    }
