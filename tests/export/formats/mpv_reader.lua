-- Prints what mpv shows of each file, as a line of JSON behind a mark.
local utils = require 'mp.utils'
mp.register_event('file-loaded', function()
  print('READ ' .. utils.format_json({
    chapters = mp.get_property_native('chapter-list'),
    tags = mp.get_property_native('metadata'),
    language = mp.get_property('current-tracks/audio/lang'),
  }))
end)
