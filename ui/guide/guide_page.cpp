// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/guide_page.h"

#include "ui/guide/guide_pages.h"
#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextList>
#include <QTextTable>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kIndexWidth = 264;
constexpr int kTextWidth = 760;
constexpr int kLineHeightPercent = 130;
const QString kGuideSuffix = QStringLiteral(".md");

/// Headings in the sizes of the theme, air between lines, tables with hairlines.
void setType(QTextDocument& document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        format.setLineHeight(kLineHeightPercent, QTextBlockFormat::ProportionalHeight);
        if (format.hasProperty(QTextFormat::BlockCodeFence)) {
            format.setNonBreakableLines(false); // long command lines wrap instead of running out of sight
            format.setLeftMargin(kGap12);
            format.setBackground(colors().window);
        } else if (level == 0 && block.textList() == nullptr) {
            format.setTopMargin(kGap4);
            format.setBottomMargin(kGap4);
        }
        if (level > 0) {
            format.setTopMargin(level == 1 ? 0 : kGap24);
            format.setBottomMargin(kGap);
            cursor.select(QTextCursor::BlockUnderCursor);
            QTextCharFormat words;
            words.setFontWeight(QFont::DemiBold);
            words.setProperty(QTextFormat::FontSizeAdjustment, level == 1 ? 2 : level == 2 ? 1 : 0);
            cursor.mergeCharFormat(words);
        }
        QTextCursor(block).setBlockFormat(format);
    }
    for (QTextFrame* frame : document.rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (table == nullptr)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderBrush(colors().hairline);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorder(1);
        format.setBorderCollapse(true);
        format.setCellPadding(kGap4);
        table->setFormat(format);
    }
}

} // namespace

GuidePage::GuidePage(Session& session)
    : Page(session)
    , index_(new QListWidget)
    , text_(new QTextBrowser)
{
    setTitle(tr("Guide"));
    index_->setAccessibleName(tr("Pages of the guide"));
    index_->setFixedWidth(kIndexWidth);
    index_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    index_->setTextElideMode(Qt::ElideRight);
    index_->setSpacing(kGap4);
    for (const GuideEntry& entry : guideEntries())
        index_->addItem(entry.title);
    text_->setAccessibleName(tr("Text of the guide"));
    text_->setOpenLinks(false);
    text_->setOpenExternalLinks(false);
    text_->setMaximumWidth(kTextWidth);
    text_->document()->setDocumentMargin(kMargin);
    auto* body = new QWidget;
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kMargin);
    row->addWidget(index_);
    row->addWidget(text_, 1);
    row->addStretch(0);
    setBody(body);
    connect(index_, &QListWidget::currentRowChanged, this, &GuidePage::showEntry);
    connect(text_, &QTextBrowser::anchorClicked, this, &GuidePage::follow);
}

void GuidePage::open(const QString& object)
{
    const auto& entries = guideEntries();
    if (object.isEmpty() && index_->currentRow() >= 0)
        return;
    const QString key = guideKeyFor(object);
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const GuideEntry& entry) { return entry.key == key; });
    if (found != entries.end())
        index_->setCurrentRow(static_cast<int>(found - entries.begin()));
}

void GuidePage::reload()
{
    if (guideEntries().empty()) {
        showEmpty(tr("This program came without its guide. Install it again."), {});
        return;
    }
    if (index_->currentRow() < 0)
        index_->setCurrentRow(0);
    else
        showEntry(index_->currentRow()); // the theme may have changed
    showReady();
}

void GuidePage::showEntry(int row)
{
    const auto& entries = guideEntries();
    if (row < 0 || row >= static_cast<int>(entries.size()))
        return;
    const GuideEntry& entry = entries[static_cast<std::size_t>(row)];
    if (!entry.markdown) {
        text_->setPlainText(guideText(entry));
        return;
    }
    text_->setMarkdown(guideText(entry));
    setType(*text_->document());
    text_->moveCursor(QTextCursor::Start);
}

void GuidePage::follow(const QUrl& link)
{
    const QString path = link.path();
    if (!link.scheme().isEmpty() || !path.endsWith(kGuideSuffix)) {
        Q_EMIT said(tr("Oxseal opens no addresses outside its guide: %1").arg(link.toDisplayString()));
        return;
    }
    Q_EMIT navigate({QStringLiteral("guide"), path.chopped(kGuideSuffix.size())});
}

} // namespace oxseal::ui
