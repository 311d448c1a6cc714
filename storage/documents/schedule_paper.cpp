// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/schedule_paper.h"

#include "models/core/money.h"
#include "models/core/text.h"
#include "storage/documents/signature_paper.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

using doc::Align;

bool isIn(const std::vector<std::string>& keys, const std::string& key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); }

class SchedulePaper
{
public:
    SchedulePaper(Document& document, const DocumentFrame& frame, const ScheduleView& view) : document_(document), frame_(frame), view_(view) {}

    void add()
    {
        head();
        rollForward();
        byAge();
        lines();
        standsAgainst();
        files();
        addSignatures(document_, frame_, view_.signoffs);
    }

private:
    [[nodiscard]] std::string money(std::int64_t minor) const { return formatAmount(minor, view_.row.digits); }

    void head()
    {
        const ScheduleRow& row = view_.row;
        doc::KeyValues facts;
        facts.columns = 2;
        facts.pairs = {{words("document.entity"), row.entity}, {words("document.account"), row.account + " " + row.accountName},
            {words("document.period_end"), view_.period.last.iso()}, {words("document.schedule.kind"), words("document.schedule.kind." + std::string(recon::name(row.kind)))},
            {words("document.currency"), row.currency.empty() ? "–" : row.currency}, {words("document.state"), words("document.recon_state." + row.state)},
            {words("document.trial_balance"), money(view_.proof.balance)}, {words("document.difference"), money(view_.proof.difference)}};
        document_.blocks.emplace_back(std::move(facts));
        const bool agrees = view_.proof.difference == 0;
        document_.blocks.emplace_back(doc::Paragraph{words(agrees ? "document.schedule.agrees" : "document.schedule.differs", {money(view_.proof.difference), row.currency}), doc::Style::Strong});
    }

    void rollForward()
    {
        const recon::ScheduleProof& proof = view_.proof;
        addHeading(document_, "document.schedule.roll_forward");
        doc::Table table;
        table.columns = {{words("document.what"), Align::Left, 70}, {words("document.amount"), Align::Right, 30}};
        table.rows = {{words(view_.first ? "document.schedule.opening_first" : "document.schedule.opening"), money(proof.opening)}, {words("document.schedule.added"), money(proof.added)},
            {words("document.schedule.released"), money(-proof.released)}, {words("document.schedule.closing"), money(proof.closing)},
            {words("document.schedule.books"), money(proof.balance)}, {words("document.difference"), money(proof.difference)}};
        document_.blocks.emplace_back(std::move(table));
    }

    void byAge()
    {
        addHeading(document_, "document.schedule.by_age");
        doc::Table table;
        std::vector<std::string> amounts;
        for (std::size_t i = 0; i < view_.proof.byAge.size(); ++i) {
            table.columns.push_back({words("document.schedule.age." + std::to_string(i)), Align::Right, 25});
            amounts.push_back(money(view_.proof.byAge[i]));
        }
        table.rows.push_back(std::move(amounts));
        document_.blocks.emplace_back(std::move(table));
    }

    void lines()
    {
        addHeading(document_, "document.schedule.lines");
        doc::Table table;
        table.columns = {{words("document.schedule.line"), Align::Left, 12}, {words("document.schedule.since"), Align::Left, 14}, {words("document.schedule.what"), Align::Left, 30},
            {words("document.schedule.opening"), Align::Right, 12}, {words("document.schedule.movement"), Align::Right, 12}, {words("document.schedule.closing"), Align::Right, 12},
            {words("document.schedule.standing"), Align::Left, 14}};
        for (const ScheduleLineRow& row : view_.lines) {
            const recon::ScheduleLine& line = row.line;
            table.rows.push_back({line.key, line.day.iso(), about(row), money(line.opening), movement(line), money(line.closing), standing(row)});
        }
        addTable(document_, std::move(table), "data/schedule_lines.csv", "document.schedule.no_lines");
    }

    [[nodiscard]] std::string movement(const recon::ScheduleLine& line) const
    {
        std::int64_t net = 0;
        return __builtin_sub_overflow(line.added, line.released, &net) ? "–" : money(net);
    }

    /// What the line is for, its support, when it should be gone, and who looked at it again.
    [[nodiscard]] std::string about(const ScheduleLineRow& row) const
    {
        std::vector<std::string> parts;
        if (!row.line.description.empty())
            parts.push_back(row.line.description);
        if (!row.line.support.empty())
            parts.push_back(words("document.schedule.support", {row.line.support}));
        if (row.line.evidence)
            parts.push_back(words("document.support_attached"));
        if (row.line.reversal)
            parts.push_back(words("document.schedule.until", {row.line.reversal->iso()}));
        if (row.examinedAt)
            parts.push_back(words("document.schedule.examined", {nameOf(frame_, row.examinedBy), row.examinedAt->day().iso()}));
        if (!row.note.empty())
            parts.push_back(row.note);
        return join(parts, "; ");
    }

    [[nodiscard]] std::string standing(const ScheduleLineRow& row) const
    {
        const recon::ScheduleProof& proof = view_.proof;
        std::vector<std::string> parts;
        for (const auto& [keys, sentence] : {std::pair(&proof.footing, "document.schedule.is_unfooted"), std::pair(&proof.broken, "document.schedule.is_broken"),
                 std::pair(&proof.unsupported, "document.schedule.is_unsupported"), std::pair(&proof.carried, "document.schedule.is_carried"),
                 std::pair(&proof.overdue, "document.schedule.is_overdue")}) {
            if (isIn(*keys, row.line.key))
                parts.push_back(words(sentence));
        }
        if (parts.empty())
            return words(row.line.examined ? "document.schedule.is_examined" : "document.schedule.is_moved");
        return join(parts, "; ");
    }

    void standsAgainst()
    {
        const recon::ScheduleProof& proof = view_.proof;
        const auto say = [&](const std::vector<std::string>& keys, const char* sentence) {
            if (!keys.empty())
                document_.blocks.emplace_back(doc::Paragraph{words(sentence, {join(keys, ", ")}), doc::Style::Strong});
        };
        say(proof.dropped, "document.schedule.dropped");
        say(proof.carried, "document.schedule.carried");
        say(proof.unsupported, "document.schedule.unsupported");
    }

    void files()
    {
        addHeading(document_, "document.files");
        doc::Table table;
        table.columns = {{words("document.file"), Align::Left, 32}, {words("document.sha256"), Align::Left, 44}, {words("document.lines"), Align::Right, 8},
            {words("document.at"), Align::Left, 16}};
        for (const ScheduleFileRow& file : view_.files)
            table.rows.push_back({file.name, file.sha256.hex(), std::to_string(file.lines), stamp(file.loadedAt)});
        addTable(document_, std::move(table), "inputs/", "document.no_files");
    }

    Document& document_;
    const DocumentFrame& frame_;
    const ScheduleView& view_;
};

} // namespace

bool isDraft(const ScheduleView& view) { return view.row.state != "reviewed" || !signedByBoth(view.signoffs); }

void addSchedule(Document& document, const DocumentFrame& frame, const ScheduleView& view) { SchedulePaper(document, frame, view).add(); }

Document scheduleDocument(const DocumentFrame& frame, const ScheduleView& view)
{
    Document document = framed(frame, "document.schedule.title", isDraft(view));
    document.title = words("document.schedule.of", {view.row.entity, view.row.account, view.row.accountName});
    addSchedule(document, frame, view);
    return document;
}

} // namespace oxseal
