// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/walks/keyboard.h"

#include <QString>
#include <QStringList>

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::test {

/// The days of a walk: a clock of its own, which goes on a second with each reading and is set forward between the steps.
class WalkClock
{
public:
    [[nodiscard]] Instant next() { return Instant{micros_.fetch_add(1'000'000)}; }
    /// Nine o'clock of the day.
    void set(const std::string& day) { micros_ = Instant::fromIso(day + "T09:00:00Z")->micros; }

private:
    std::atomic<std::int64_t> micros_{Instant::fromIso("2026-07-01T09:00:00Z")->micros};
};

/// What a person does at the keyboard, written down line by line (tests/data/walks): a verb of Keyboard and its words, in
/// quotes where they hold blanks, `$name` for what was kept before. "#" begins a remark, "== Title" a step.
class WalkScript
{
public:
    struct Step
    {
        QString title;
        std::vector<std::pair<int, QStringList>> lines; ///< number in the file, words
    };

    WalkScript(const QString& file, Keyboard& keys, WalkClock& clock);
    [[nodiscard]] const std::vector<Step>& steps() const noexcept { return steps_; }
    /// Goes through one step; Stuck names the line.
    void perform(const Step& step);

    void set(const QString& name, const QString& value) { kept_[name] = value; }
    [[nodiscard]] QString value(const QString& name) const;

private:
    using Verb = std::function<void(const QStringList&)>;
    void addKeys();
    void addReading();
    void addPeople();
    void run(const Step& step, std::size_t from, std::size_t to);
    [[nodiscard]] QString filled(const QString& word) const;
    void key(const QString& name);
    void enter(const QString& login);

    Keyboard& keys_;
    WalkClock& clock_;
    std::vector<Step> steps_;
    std::map<QString, std::pair<int, Verb>> verbs_; ///< number of words, what it does
    std::map<QString, QString> kept_;
    bool atWork_ = false; ///< somebody is logged in
};

} // namespace oxseal::test
