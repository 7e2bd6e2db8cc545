package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// IconName names one of our drawings, 24 by 24, stroked in the colour of the
// text around it.
type IconName string

const (
	IconMine     IconName = "mine"
	IconSide     IconName = "side"
	IconShared   IconName = "shared"
	IconCheck    IconName = "check"
	IconKept     IconName = "kept"
	IconAgreed   IconName = "agreed"
	IconDraft    IconName = "draft"
	IconSlipped  IconName = "slipped"
	IconNext     IconName = "next"
	IconBack     IconName = "back"
	IconDown     IconName = "down"
	IconPlus     IconName = "plus"
	IconClose    IconName = "close"
	IconOpen     IconName = "open"
	IconOffline  IconName = "offline"
	IconMerge    IconName = "merge"
	IconWarn     IconName = "warn"
	IconStop     IconName = "stop"
	IconInfo     IconName = "info"
	IconHome     IconName = "home"
	IconText     IconName = "text"
	IconList     IconName = "list"
	IconPeople   IconName = "people"
	IconNote     IconName = "note"
	IconMore     IconName = "more"
	IconClock    IconName = "clock"
	IconDoor     IconName = "door"
	IconLink     IconName = "link"
	IconCopy     IconName = "copy"
	IconActivity IconName = "activity"
	IconWait     IconName = "wait"
	IconUndo     IconName = "undo"
	IconRedo     IconName = "redo"
	IconMeet     IconName = "meet"
	IconLock     IconName = "lock"
	IconFocus    IconName = "focus"
	IconFork     IconName = "fork"
)

var drawings = map[IconName]string{
	IconMine:     `<path d="M4.5 19.5l1-4L15.8 5.2a1.6 1.6 0 0 1 2.3 0l.7.7a1.6 1.6 0 0 1 0 2.3L8.5 18.5zM13.8 7.2l3 3"/>`,
	IconSide:     `<path class="full" d="M4 5.5H20V9.5C13 10.2 9 13.5 8 20H4z"/>`,
	IconShared:   `<path class="full" d="M1 6H9.2V9.2C6.2 9.7 4.2 12.5 3.6 18H1zM23 6H14.8V9.2C17.8 9.7 19.8 12.5 20.4 18H23z"/><circle class="full" cx="12" cy="7.6" r="1.9"/>`,
	IconCheck:    `<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
	IconKept:     `<circle cx="12" cy="12" r="8.5"/><path d="M8 12.3l2.8 2.8L16 9.6"/>`,
	IconAgreed:   `<path d="M10.2 3.7a8.4 8.4 0 0 0 0 16.6M13.8 3.7a8.4 8.4 0 0 1 0 16.6"/><circle class="full" cx="12" cy="12" r="2.4"/>`,
	IconDraft:    `<circle cx="12" cy="12" r="8.5" stroke-dasharray="3.2 3.5"/>`,
	IconSlipped:  `<path d="M20 12a8 8 0 1 1-2.6-5.9M20.4 3.4v4h-4"/>`,
	IconNext:     `<path d="M5 12h14M13 6l6 6-6 6"/>`,
	IconBack:     `<path d="M14.5 5.5L8 12l6.5 6.5"/>`,
	IconDown:     `<path d="M6 9.5l6 6 6-6"/>`,
	IconPlus:     `<path d="M12 5v14M5 12h14"/>`,
	IconClose:    `<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>`,
	IconOpen:     `<circle cx="12" cy="12" r="8.5"/>`,
	IconOffline:  `<path d="M7 18.5h9.5M5 9.2A5 5 0 0 0 7 18.5M9 6.3a6 6 0 0 1 9 4.2 4 4 0 0 1 2 7M4 4l16 16"/>`,
	IconMerge:    `<path d="M4 6c5 0 5 6 9 6h7M4 18c5 0 5-6 9-6"/>`,
	IconWarn:     `<path d="M12 4l9 15.5H3zM12 10v4.5M12 17v.1"/>`,
	IconStop:     `<path d="M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3zM12 8v5M12 16v.1"/>`,
	IconInfo:     `<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 7.9V8"/>`,
	IconHome:     `<path d="M4 11l8-6.5 8 6.5v9h-5.5v-5.5h-5V20H4z"/>`,
	IconText:     `<path d="M5 6h14M5 10.5h14M5 15h14M5 19.5h8"/>`,
	IconList:     `<path d="M4 7l1.6 1.6 3-3.2M4 16.5l1.6 1.6 3-3.2M12 7.5h8M12 17h8"/>`,
	IconPeople:   `<circle cx="8.5" cy="8.5" r="3.2"/><path d="M2.8 19c.4-3.6 2.7-5.6 5.7-5.6s5.3 2 5.7 5.6M15.2 5.6a3.2 3.2 0 0 1 0 5.8M17 13.9c2.4.6 3.9 2.4 4.2 5.1"/>`,
	IconNote:     `<path d="M5 4h14v10.5L13.5 20H5zM19 14.5h-5.5V20M8.5 8.5h7M8.5 12h4"/>`,
	IconMore:     `<circle class="full" cx="5.5" cy="12" r="1.6"/><circle class="full" cx="12" cy="12" r="1.6"/><circle class="full" cx="18.5" cy="12" r="1.6"/>`,
	IconClock:    `<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.4 2"/>`,
	IconDoor:     `<path d="M6 20.5V4h9v16.5M3 20.5h18M15 6.5l3.5-1v15M12 12.2v.1"/>`,
	IconLink:     `<path d="M10 14.2l4.2-4.4M8.2 11.2l-2.6 2.6a3.3 3.3 0 0 0 4.7 4.7l2.6-2.6M11.2 8.1l2.6-2.6a3.3 3.3 0 0 1 4.7 4.7l-2.6 2.6"/>`,
	IconCopy:     `<path d="M9 8.5h10.5V20H9zM15 8.5V4H4.5v11.5H9"/>`,
	IconActivity: `<path d="M7 5v14M7 6h.1M7 12h.1M7 18h.1M11 6h9M11 12h7M11 18h9"/>`,
	IconWait:     `<path d="M12 4.2a7.8 7.8 0 1 1-7.8 7.8"/>`,
	IconUndo:     `<path d="M8.5 4.5L4 9l4.5 4.5M4.5 9H14a5.2 5.2 0 0 1 0 10.4H9"/>`,
	IconRedo:     `<path d="M15.5 4.5L20 9l-4.5 4.5M19.5 9H10a5.2 5.2 0 0 0 0 10.4H15"/>`,
	IconMeet:     `<path d="M14 4.5H3.5v8H6v3l3.5-3H14zM17 8.5h3.5v8H18v3l-3.5-3H10V15"/>`,
	IconFocus:    `<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4"/><path d="M12 12v.1"/>`,
	IconFork:     `<path d="M12 20.5v-7L5.5 6M12 13.5L18.5 6M5.5 10.5V6H10M18.5 10.5V6H14"/>`,
	IconLock:     `<path d="M5 10.5h14V20H5zM8 10.5V8a4 4 0 0 1 8 0v2.5"/>`,
}

// Icon draws an icon; it is decoration, the word beside it carries the meaning.
func Icon(name IconName) app.UI { return svg("i", "0 0 24 24", "", drawings[name]) }
